// Draws extension/icons/<size>.png from latchkey.svg. Run by hand after the drawing changes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "./steps/programs.mjs";
import { root } from "./steps/root.mjs";

const icons = join(root, "extension", "icons");
const drawing = readFileSync(join(icons, "latchkey.svg"), "utf8");
const executablePath = findChromium();
if (executablePath === undefined) throw new Error("no Chromium to draw with");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  await page.screenshot({ path: join(icons, `${size}.png`), omitBackground: true });
}
await browser.close();
