// Turns keys of a catalogue into texts, through a port, so that tests and previews need no browser.

/** What browser.i18n.getMessage does: "" where there is no such key. */
export type GetMessage = (key: string, substitutions: string[]) => string;

export interface Translator<Key extends string, Plural extends string> {
  /** The text of a key; substitutions are its $1 to $9. */
  readonly t: (key: Key, ...substitutions: readonly (string | number)[]) => string;
  /** The text of `${stem}_${plural category of count}`; $1 is the count, further ones follow. */
  readonly tn: (
    stem: Plural,
    count: number,
    ...substitutions: readonly (string | number)[]
  ) => string;
}

/**
 * `language` is that of the catalogue in use, as a BCP 47 tag: it decides the plural categories.
 * Throws an Error for a key without a text, since an empty button is worse than a loud bug.
 */
export function createTranslator<Key extends string, Plural extends string>(
  getMessage: GetMessage,
  language: string,
): Translator<Key, Plural> {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const find = (key: string, substitutions: readonly (string | number)[]): string =>
    getMessage(
      key,
      substitutions.map((part) => (typeof part === "number" ? numbers.format(part) : part)),
    );
  return {
    t: (key, ...substitutions) => found(find(key, substitutions), key),
    tn: (stem, count, ...substitutions) => {
      const values = [count, ...substitutions];
      const key = `${stem}_${plurals.select(count)}`;
      // A language may need fewer forms than its rules name.
      const text = find(key, values);
      return text === "" ? found(find(`${stem}_other`, values), key) : text;
    },
  };
}

function found(text: string, key: string): string {
  if (text === "") throw new Error(`no text for ${key}`);
  return text;
}
