// Stands in for the extension API of extension/shared/browser.ts: texts only, out of the English catalogue, as a browser would.

import catalogue from "../../../extension/_locales/en/messages.json";

interface Entry {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
const entries: Readonly<Record<string, Entry>> = catalogue;

export function getMessage(key: string, substitutions: readonly string[] | string = []): string {
  const entry = entries[key];
  if (entry === undefined) return "";
  const values = typeof substitutions === "string" ? [substitutions] : substitutions;
  return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content ?? "";
    return values[Number(content.slice(1)) - 1] ?? "";
  });
}

/** @public Stands in by an alias of the bundler, so that no import names it. */
export const browser = { i18n: { getMessage } };
