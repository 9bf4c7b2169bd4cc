import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./programs.mjs";
import { root } from "./root.mjs";

export function hasDisplay() {
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/**
 * Opens Chromium with a new empty profile and the built extension.
 *
 * @param {string} url first page
 * @returns {{ close: () => Promise<void> } | undefined} undefined where there is no Chromium to open
 */
export function openChromium(url) {
  const program = findChromium();
  if (program === undefined) {
    console.log(
      "No Chromium was found to open with the extension loaded (Google Chrome no longer takes --load-extension): load it as above, or set CHROMIUM.",
    );
    return undefined;
  }
  const profile = mkdtempSync(join(tmpdir(), "latchkey-profile-"));
  const extension = join(root, "dist", "chrome");
  const args = [
    `--user-data-dir=${profile}`,
    `--load-extension=${extension}`,
    "--no-first-run",
    "--no-default-browser-check",
    // Chromium's sandbox refuses to start as root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    url,
  ];
  const browser = spawn(program, args, { stdio: "ignore" });
  browser.once("error", (error) => console.error(`${program} did not start: ${error.message}`));
  console.log(`Opened ${program} with the extension loaded and an empty profile.`);
  return {
    async close() {
      if (browser.exitCode === null && browser.signalCode === null && browser.kill()) {
        await once(browser, "exit");
      }
      // Chromium's helpers may still be writing while it ends.
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
