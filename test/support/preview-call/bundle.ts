import { fileURLToPath } from "node:url";
import { build } from "vite";
import solid from "vite-plugin-solid";

/** One file of the preview page, by its path on the page's origin. */
export interface PreviewFile {
  readonly type: string;
  readonly body: string | Buffer;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

/** Builds extension/call/index.html with preview.tsx in place of main.tsx. Nothing is written. */
export async function bundlePreview(): Promise<ReadonlyMap<string, PreviewFile>> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "error",
    plugins: [
      {
        name: "preview-instead-of-main",
        enforce: "pre",
        transformIndexHtml: {
          order: "pre",
          handler: (html) => html.replace("./main.tsx", "/test/support/preview-call/preview.tsx"),
        },
      },
      solid({ dev: false, hot: false }),
    ],
    resolve: { alias: [{ find: /^\.\/browser\.ts$/, replacement: `${here}fake-browser.ts` }] },
    build: {
      write: false,
      target: "chrome120",
      modulePreload: false,
      assetsInlineLimit: 0,
      rollupOptions: { input: `${root}extension/call/index.html` },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const files = new Map<string, PreviewFile>();
  for (const output of outputs) {
    if (!("output" in output)) throw new Error("vite went into watch mode");
    for (const file of output.output) {
      const body = file.type === "chunk" ? file.code : Buffer.from(file.source);
      files.set(`/${file.fileName}`, { type: typeOf(file.fileName), body });
    }
  }
  return files;
}

function typeOf(name: string): string {
  if (name.endsWith(".js")) return "text/javascript";
  if (name.endsWith(".css")) return "text/css";
  return "text/html";
}
