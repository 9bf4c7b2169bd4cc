import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorTextKey } from "../../../extension/shared/error-text.ts";
import { appErrorCodes } from "../../../extension/shared/errors.ts";
import catalogue from "../../../extension/_locales/en/messages.json" with { type: "json" };

const extension = new URL("../../../extension/", import.meta.url);

describe("the English catalogue", () => {
  const entries: [string, { message: string; placeholders?: Record<string, unknown> }][] =
    Object.entries(catalogue);

  it("has a text for every key", () => {
    expect(entries.filter(([, { message }]) => message.trim() === "")).toEqual([]);
  });

  it("defines each placeholder that a text names, and none that it does not", () => {
    for (const [key, { message, placeholders = {} }] of entries) {
      const named = Array.from(message.matchAll(/\$([A-Za-z0-9_]+)\$/g), ([, name]) =>
        name?.toLowerCase(),
      );
      expect([key, new Set(named)]).toEqual([key, new Set(Object.keys(placeholders))]);
    }
  });

  it("has both English plural forms wherever it has one", () => {
    const keys = new Set(entries.map(([key]) => key));
    const stems = [...keys].filter((key) => /_(one|other)$/.test(key));
    for (const key of stems) {
      const stem = key.replace(/_(one|other)$/, "");
      expect([stem, keys.has(`${stem}_one`), keys.has(`${stem}_other`)]).toEqual([
        stem,
        true,
        true,
      ]);
    }
  });

  it("has no text that nothing shows", () => {
    const sources = readdirSync(extension, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => readFileSync(new URL(path, extension), "utf8"))
      .join("\n");
    const errorKeys = new Set<string>(appErrorCodes.map(errorTextKey));
    const manifest = readFileSync(new URL("../manifest.json", extension), "utf8");
    const isShown = (key: string): boolean =>
      sources.includes(`"${key.replace(/_(one|other)$/, "")}"`) ||
      errorKeys.has(key) ||
      manifest.includes(`__MSG_${key}__`);
    expect(entries.map(([key]) => key).filter((key) => !isShown(key))).toEqual([]);
  });
});
