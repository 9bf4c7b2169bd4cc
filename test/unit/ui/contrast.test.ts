import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bladeMetals, bowColours } from "../../../protocol/key-picture/colours.ts";

type Colours = ReadonlyMap<string, string>;

const css = readFileSync(new URL("../../../extension/shared/theme.css", import.meta.url), "utf8");

const surfaces = ["page", "card", "sunken"];
const textEverywhere = ["text", "text-quiet", "accent", "accent-strong", "danger"];

/** Text colour and what it lies on; body text wants 4.5:1 (WCAG 1.4.3). */
const textPairs: readonly (readonly [text: string, surface: string])[] = [
  ...textEverywhere.flatMap((text) => surfaces.map((surface) => [text, surface] as const)),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-danger", "danger"],
  ["on-danger", "danger-strong"],
  ["info", "info-surface"],
  ["good", "good-surface"],
  ["warning", "warning-surface"],
  ["danger", "danger-surface"],
  ["on-stage", "stage"],
  ["on-stage-quiet", "stage"],
];

/** Borders of controls and the focus ring want 3:1 (WCAG 1.4.11). */
const linePairs: readonly (readonly [line: string, surface: string])[] = [
  ...["field-line", "focus"].flatMap((line) => surfaces.map((on) => [line, on] as const)),
  ["focus", "info-surface"],
  ["focus", "good-surface"],
  ["focus", "warning-surface"],
  ["focus", "danger-surface"],
];

const decoration = ["line"];

function coloursOf(block: string): Colours {
  const found = block.matchAll(/--lk-([a-z-]+):\s*(#[0-9a-f]{6});/g);
  return new Map(Array.from(found, ([, name, value]) => [name ?? "", value ?? ""]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function valueOf(colours: Colours, name: string): string {
  const value = colours.get(name);
  if (value === undefined) throw new Error(`--lk-${name} is not in theme.css`);
  return value;
}

const [lightBlock, darkBlock] = css.split("@media (prefers-color-scheme: dark)");
const light = coloursOf(lightBlock ?? "");
const dark: Colours = new Map([...light, ...coloursOf(darkBlock ?? "")]);

it("computes contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

it("knows what each colour of the theme is for", () => {
  const known = new Set([...textPairs.flat(), ...linePairs.flat(), ...decoration]);
  expect([...light.keys()].filter((name) => !known.has(name))).toEqual([]);
});

it("has a dark value for every colour that is not the same in both schemes", () => {
  const same = [...light.keys()].filter((name) => light.get(name) === dark.get(name));
  expect(same).toEqual(["stage", "on-stage", "on-stage-quiet"]);
});

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("in the %s scheme", (_, colours) => {
  it.each(textPairs)("%s can be read on %s", (text, surface) => {
    expect(contrast(valueOf(colours, text), valueOf(colours, surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(linePairs)("%s can be seen on %s", (line, surface) => {
    expect(contrast(valueOf(colours, line), valueOf(colours, surface))).toBeGreaterThanOrEqual(3);
  });

  it.each([...bowColours, ...bladeMetals])("a key of $name can be seen", ({ base }) => {
    for (const surface of [...surfaces, "stage"]) {
      expect(contrast(base, valueOf(colours, surface))).toBeGreaterThanOrEqual(3);
    }
  });
});
