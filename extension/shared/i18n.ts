// Texts. `t` is the only way to a text that a person sees, and this the only file that asks the
// browser for one. Keys are those of the English catalogue, so that a missing text does not
// compile; the import is a type only, the bundles do not contain the catalogue.
//
// Plurals: tn("uiSecondsLeft", 3) takes uiSecondsLeft_one, _other … as the language wants.

import { browser } from "./browser.ts";
import type catalogue from "../_locales/en/messages.json";
import { createTranslator } from "./translator.ts";

export type MessageKey = keyof typeof catalogue;

/** What stands before _one and _other in the keys that exist as plurals. */
export type PluralKey = MessageKey extends infer Key
  ? Key extends `${infer Stem}_other`
    ? Stem
    : never
  : never;

// Read through the catalogue, not from the browser's setting: where a language is not translated,
// the texts are English and so must be the plural forms.
const language = browser.i18n.getMessage("uiLanguage") || "en";

export const { t, tn } = createTranslator<MessageKey, PluralKey>(
  (key, substitutions) => browser.i18n.getMessage(key, substitutions),
  language,
);

/** Tells screen readers and CSS the language and direction of a page; call it before rendering. */
export function setPageLanguage(page: Document): void {
  page.documentElement.lang = language;
  // Not the browser's own @@bidi_dir: where the language is not translated, the texts are English.
  page.documentElement.dir = browser.i18n.getMessage("uiDirection") || "ltr";
}
