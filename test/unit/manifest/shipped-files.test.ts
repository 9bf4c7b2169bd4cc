import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../../scripts/steps/root.mjs";
import { measure } from "../../../scripts/steps/sizes.mjs";
import {
  builtBrowsers,
  builtFolder,
  builtManifest,
  filesBelow,
  requireBuild,
} from "../../support/build/built-extension.ts";

beforeAll(requireBuild, 180_000);

describe.each(builtBrowsers)("the files for %s", (browser) => {
  const folder = builtFolder(browser);
  const textsOf = (ending: RegExp): [string, string][] =>
    filesBelow(folder)
      .filter((file) => ending.test(file))
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]);
  const naming = (ending: RegExp, pattern: RegExp): string[] =>
    textsOf(ending).flatMap(([file, text]) => (pattern.test(text) ? [file] : []));

  it("hold every file that the manifest names", () => {
    const named = JSON.stringify(builtManifest(browser)).matchAll(/"(extension\/[^"]+)"/g);
    const missing = [...named].flatMap(([, file = ""]) =>
      existsSync(join(folder, file)) ? [] : [file],
    );
    expect(missing).toEqual([]);
  });

  it("hold every text that the manifest names", () => {
    const named = JSON.stringify(builtManifest(browser)).matchAll(/__MSG_(\w+)__/g);
    const texts = JSON.parse(
      readFileSync(join(folder, "_locales", "en", "messages.json"), "utf8"),
    ) as Record<string, unknown>;
    expect([...named].filter(([, name = ""]) => !(name in texts))).toEqual([]);
  });

  it("stay within the budget of each room", () => {
    const over = measure(folder).filter(({ bytes, budget }) => bytes > budget);
    expect(over.map(({ room, bytes }) => `${room}: ${bytes} bytes`)).toEqual([]);
  });

  it("name no folder of the machine that built them", () => {
    const own = textsOf(/./).filter(([, text]) => text.includes(root));
    expect(own.map(([file]) => file)).toEqual([]);
  });

  it("hold no source map", () => {
    expect(filesBelow(folder).filter((file) => file.endsWith(".map"))).toEqual([]);
    expect(naming(/\.(js|css)$/, /[#@] sourceMappingURL=/)).toEqual([]);
  });

  it("run no script from a string", () => {
    expect(naming(/\.js$/, /\beval\(|\bnew Function\b/)).toEqual([]);
  });

  // Solid moves a constant `style` into the HTML of its template, where the policy blocks it.
  it("carry no style attribute in a template", () => {
    expect(naming(/\.(js|html)$/, /<[a-z][^<>`]*\sstyle=/)).toEqual([]);
  });

  it("load scripts and style sheets only from themselves, in pages without inline script", () => {
    expect(naming(/\.html$/, /(?:src|href)="(?!\/extension\/)/)).toEqual([]);
    expect(naming(/\.html$/, /<script(?![^>]*\ssrc=)|<style|\son\w+=/)).toEqual([]);
  });

  it("start content script and background as classic scripts", () => {
    const scripts = textsOf(/(background|room-link)\/main\.js$/);
    expect(scripts).toHaveLength(2);
    expect(scripts.filter(([, text]) => /^\s*(import|export)\b/m.test(text))).toEqual([]);
  });

  it("pass on the licences of the bundled packages", () => {
    const notices = readFileSync(join(folder, "THIRD-PARTY-NOTICES.txt"), "utf8");
    expect(notices).toContain("simple-peer 9.11.1 (MIT)");
    expect(notices).toContain("Copyright (c) Feross Aboukhadijeh");
  });
});
