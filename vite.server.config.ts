import { defineConfig } from "vite";

// The server as one readable module; its packages stay imports from node_modules.
export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  build: {
    ssr: "server/main.ts",
    outDir: process.env["LATCHKEY_OUT"] ?? "dist/server",
    emptyOutDir: false,
    target: "node20",
    minify: false,
    sourcemap: false,
    rolldownOptions: { output: { entryFileNames: "main.js" } },
  },
});
