import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { parseName, toName } from "../../protocol/name.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe("a name that somebody sent", () => {
  test.each([
    "",
    "Anna",
    "Zoë",
    "李小龍",
    "محمد",
    "О'Коннор",
    "Ana María  B.",
    "🦊",
    "x".repeat(40),
  ])("%j is taken as it is", (name) => {
    expect(parseName(name, 40)).toBe(name);
  });

  test.each([
    ["a number", 5],
    ["nothing", undefined],
    ["an object that writes itself as text", { toString: () => "Anna" }],
    ["one character too many", "x".repeat(41)],
    ["letters that are not composed", "Zoe\u0308"],
    ["a ligature of another form", "\u212b"],
    ["a line feed", "Anna\nadmin"],
    ["a carriage return", "Anna\r"],
    ["a tab", "Anna\tB"],
    ["a zero byte", "Anna\0"],
    ["an escape sequence", "\u001b[31mAnna"],
    ["a control character of the second block", "Anna\u0085"],
    ["a line separator", "Anna\u2028B"],
    ["a paragraph separator", "Anna\u2029B"],
    ["left-to-right override", "\u202dAnna"],
    ["right-to-left override", "\u202eannA"],
    ["right-to-left embedding", "\u202bAnna"],
    ["pop directional formatting", "Anna\u202c"],
    ["left-to-right isolate", "\u2066Anna"],
    ["right-to-left isolate", "\u2067Anna"],
    ["first strong isolate", "\u2068Anna"],
    ["pop directional isolate", "Anna\u2069"],
    ["left-to-right mark", "Anna\u200e"],
    ["right-to-left mark", "Anna\u200f"],
    ["Arabic letter mark", "Anna\u061c"],
    ["zero width space", "An\u200bna"],
    ["zero width joiner", "An\u200dna"],
    ["zero width non-joiner", "An\u200cna"],
    ["word joiner", "An\u2060na"],
    ["byte order mark", "\ufeffAnna"],
    ["soft hyphen", "An\u00adna"],
    ["interlinear annotation", "An\ufff9na"],
    ["tag characters", "Anna\u{e0041}"],
    ["private use", "Anna\ue000"],
    ["half a character", "Anna\ud83d"],
  ])("is refused with %s", async (_, name) => {
    await expectRefusal(() => parseName(name, 40), "message", "format");
  });
});

describe("a name that was typed here", () => {
  test.each([
    ["  Anna  ", "Anna"],
    ["Zoe\u0308", "Zoë"],
    ["Anna\nB", "Anna B"],
    ["\u202eannA", "annA"],
    ["Anna\0\u0007\u200bB", "Anna B"],
    ["x".repeat(50), "x".repeat(40)],
    ["x".repeat(39) + "🦊", "x".repeat(39)],
    ["e\u0301".repeat(50), "é".repeat(40)],
  ])("%j becomes %j", (typed, name) => {
    expect(toName(typed, 40)).toBe(name);
  });

  test("is always one that others take", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.nat(60), (typed, maxLength) => {
        const name = toName(typed, maxLength);
        expect(parseName(name, maxLength)).toBe(name);
        expect(toName(name, maxLength)).toBe(name);
      }),
      { numRuns: 3_000 },
    );
  });
});
