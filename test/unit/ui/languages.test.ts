import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import english from "../../../extension/_locales/en/messages.json" with { type: "json" };

/** Folder of _locales and the BCP 47 tag that its catalogue names. */
const languages = [
  ["ar", "ar"],
  ["de", "de"],
  ["es", "es"],
  ["fr", "fr"],
  ["ja", "ja"],
  ["pt", "pt"],
  ["zh_CN", "zh-CN"],
] as const;

type Placeholders = Readonly<Record<string, { readonly content: string }>>;
interface Text {
  readonly message: string;
  readonly placeholders?: Placeholders;
}
type Catalogue = Readonly<Record<string, Text>>;

function catalogueOf(folder: string): Catalogue {
  const url = new URL(`../../../extension/_locales/${folder}/messages.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Catalogue;
}

const plural = /_(?:zero|one|two|few|many|other)$/;
const stemsOf = (catalogue: Catalogue): Set<string> =>
  new Set(Object.keys(catalogue).map((key) => key.replace(plural, "_#")));

/** What a text must bring in: $NAME$ of its placeholders, and what each stands for. */
function substitutions({ message, placeholders = {} }: Text): string[] {
  const named = Array.from(message.matchAll(/\$([A-Za-z0-9_]+)\$/g), ([, name = ""]) =>
    name.toLowerCase(),
  );
  const contents = named.map((name) => placeholders[name]?.content ?? `no ${name}`);
  return [...new Set([...contents, ...(message.match(/(?<!\$)\$[1-9]/g) ?? [])])].toSorted();
}

describe.each(languages)("the catalogue of %s", (folder, tag) => {
  const catalogue = catalogueOf(folder);

  it("names its language and the direction of its script", () => {
    expect(catalogue["uiLanguage"]?.message).toBe(tag);
    expect(catalogue["uiDirection"]?.message).toBe(tag === "ar" ? "rtl" : "ltr");
  });

  it("has every text of the English one, and no other", () => {
    expect([...stemsOf(catalogue)].toSorted()).toEqual([...stemsOf(english)].toSorted());
    expect(Object.entries(catalogue).filter(([, { message }]) => message.trim() === "")).toEqual(
      [],
    );
  });

  it("has the plural forms that the language counts with", () => {
    const rules = new Intl.PluralRules(tag);
    // Of whole numbers as they come up here; "many" of a million is not among them.
    const forms = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
    const stems = Object.keys(catalogue).filter((key) => key.endsWith("_other"));
    expect(stems.length).toBeGreaterThan(0);
    for (const other of stems) {
      const stem = other.slice(0, -"_other".length);
      const missing = [...forms].filter((form) => catalogue[`${stem}_${form}`] === undefined);
      expect([stem, missing]).toEqual([stem, []]);
    }
  });

  it("brings the same values into every text", () => {
    const source: Catalogue = english;
    for (const [key, text] of Object.entries(catalogue)) {
      const isPlural = plural.test(key);
      const original = source[key] ?? source[key.replace(plural, "_other")];
      expect([key, original === undefined]).toEqual([key, false]);
      const [found, wanted] = [substitutions(text), substitutions(original!)];
      // A form for exactly one or two may say the number in a word.
      if (isPlural)
        expect([key, found.filter((value) => !wanted.includes(value))]).toEqual([key, []]);
      else expect([key, found]).toEqual([key, wanted]);
    }
  });

  it("is not English left as it was", () => {
    const same = Object.entries(catalogue).filter(
      ([key, { message }]) =>
        message === (english as Catalogue)[key]?.message &&
        /[a-z]{4,} [a-z]{3,} [a-z]{3,}/i.test(message),
    );
    expect(same).toEqual([]);
  });
});
