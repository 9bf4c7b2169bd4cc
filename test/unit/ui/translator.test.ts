import { describe, expect, it } from "vitest";
import { createTranslator, type GetMessage } from "../../../extension/shared/translator.ts";

function messages(texts: Readonly<Record<string, string>>): GetMessage {
  return (key, substitutions) =>
    (texts[key] ?? "").replaceAll(/\$(\d)/g, (_, digit) => substitutions[Number(digit) - 1] ?? "");
}

describe("a translator", () => {
  const english = createTranslator(
    messages({ hello: "Hello $1, you are $2", key_one: "$1 key", key_other: "$1 keys in $2" }),
    "en",
  );

  it("puts substitutions into a text in their order", () => {
    expect(english.t("hello", "Alice", 7)).toBe("Hello Alice, you are 7");
  });

  it("refuses a key that has no text instead of showing nothing", () => {
    expect(() => english.t("helo")).toThrow("no text for helo");
    expect(() => english.tn("lock", 2)).toThrow("no text for lock_other");
  });

  it("takes the plural form that the language wants for a count", () => {
    expect(english.tn("key", 1)).toBe("1 key");
    expect(english.tn("key", 0, "the wallet")).toBe("0 keys in the wallet");
    const czech = createTranslator(
      messages({ key_one: "$1 klíč", key_few: "$1 klíče", key_other: "$1 klíčů" }),
      "cs",
    );
    expect([1, 3, 5].map((count) => czech.tn("key", count))).toEqual([
      "1 klíč",
      "3 klíče",
      "5 klíčů",
    ]);
  });

  it("takes the other form where a catalogue lacks the one that the language names", () => {
    const czech = createTranslator(messages({ key_other: "$1 klíčů" }), "cs");
    expect(czech.tn("key", 3)).toBe("3 klíčů");
  });

  it("writes numbers as the language does", () => {
    const german = createTranslator(messages({ size: "$1 Bytes" }), "de");
    expect(german.t("size", 1234.5)).toBe("1.234,5 Bytes");
  });
});
