import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";
import webExtension from "vite-plugin-web-extension";

// The extension for one browser. scripts/build.mjs names the browser and the folder by environment
// because the plugin runs one more build for each script, and each reads this file anew.
const browser = process.env["LATCHKEY_BROWSER"] === "firefox" ? "firefox" : "chrome";
const outDir = process.env["LATCHKEY_OUT"] ?? `dist/${browser}`;
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

// The plugin puts what pages share beside manifest.json, and its own options win over ours.
const sharedFilesInAFolder: Plugin = {
  name: "shared-files-in-a-folder",
  outputOptions: (options) => ({
    ...options,
    chunkFileNames: "extension/pages/[name].js",
    assetFileNames: "extension/pages/[name].[ext]",
  }),
};

export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  plugins: [
    solid(),
    webExtension({
      browser,
      // Validation would fetch a schema from the network; test/unit/manifest checks instead.
      skipManifestValidation: true,
      printSummary: false,
      additionalInputs: [
        "extension/popup/tab.html",
        "extension/approval/index.html",
        "extension/call/index.html",
      ],
      htmlViteConfig: { plugins: [sharedFilesInAFolder] },
      transformManifest: (manifest) => ({ ...manifest, version }),
    }),
  ],
  build: {
    outDir,
    emptyOutDir: false,
    target: browser === "chrome" ? "chrome120" : "firefox140",
    // No source maps: they would double the download, and the sources are at the same tag.
    sourcemap: false,
    // Files come from the disk, so there is nothing to preload, and the polyfill would need `fetch`.
    modulePreload: false,
    // A data: font or script is refused by the content security policy.
    assetsInlineLimit: 0,
  },
});
