import { join } from "node:path";
import { root } from "./root.mjs";

/** @param {string} origin of the server that was started */
export function howToLoad(origin) {
  return `
Latchkey's server is running at ${origin}

Load the extension in Chromium, Chrome, Edge or Brave:
  1. Open chrome://extensions
  2. Turn on "Developer mode".
  3. Press "Load unpacked" and choose ${join(root, "dist", "chrome")}
In Firefox:
  1. Open about:debugging#/runtime/this-firefox
  2. Press "Load Temporary Add-on…" and choose ${join(root, "dist", "firefox", "manifest.json")}
     Firefox forgets it when it closes.

Then click the key in the toolbar: "Generate key", "New room", and send the link.
Ctrl-C ends the server.
`;
}
