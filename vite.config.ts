import { readFileSync } from "node:fs";
import { defineConfig, type PluginOption, type Rolldown } from "vite";
import solid from "vite-plugin-solid";
import webExtension from "vite-plugin-web-extension";

// One part of the extension a run; scripts/steps/build.mjs names it by environment, because the plugin
// runs one more build for each script, and each reads this file anew.
//   chrome, firefox  the manifest with its background, content script and popup
//   approval, call   one page. Built alone: what two pages share would carry the needs of both.
const part = process.env["LATCHKEY_PART"] ?? "chrome";
const page = part === "approval" || part === "call" ? part : "popup";
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

// Beside the page, and not beside manifest.json.
const output: Rolldown.OutputOptions = {
  entryFileNames: "[name].js",
  chunkFileNames: `extension/${page}/[name].js`,
  assetFileNames: `extension/${page}/[name].[ext]`,
};

function browserPlugin(browser: "chrome" | "firefox"): PluginOption {
  return webExtension({
    browser,
    // Validation would fetch a schema from the network; test/unit/manifest checks instead.
    skipManifestValidation: true,
    printSummary: false,
    additionalInputs: ["extension/popup/tab.html"],
    // The plugin's own names for output files win over a configuration, but not over a plugin.
    htmlViteConfig: {
      plugins: [{ name: "files-beside-page", outputOptions: (given) => ({ ...given, ...output }) }],
    },
    transformManifest: (manifest) => ({ ...manifest, version }),
  });
}

export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  plugins: [solid(), page === part ? [] : browserPlugin(part === "firefox" ? "firefox" : "chrome")],
  // Scripts of the audio thread and of workers: beside the page as well.
  worker: {
    rolldownOptions: { output: { ...output, entryFileNames: `extension/${page}/[name].js` } },
  },
  build: {
    outDir: process.env["LATCHKEY_OUT"] ?? `dist/${part}`,
    emptyOutDir: false,
    // The oldest browsers that the manifest admits.
    target: ["chrome120", "firefox140"],
    // No source maps: they would double the download, and the sources are at the same tag.
    sourcemap: false,
    // Files come from the disk, so there is nothing to preload, and the polyfill would need `fetch`.
    modulePreload: false,
    // A data: font or script is refused by the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions:
      page === part
        ? { input: { [`extension/${page}/index`]: `extension/${page}/index.html` }, output }
        : {},
  },
});
