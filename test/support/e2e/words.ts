import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/steps/root.mjs";
import type { MessageKey } from "../../../extension/shared/i18n.ts";
import { createTranslator } from "../../../extension/shared/translator.ts";

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

const catalogue = JSON.parse(
  readFileSync(join(root, "extension", "_locales", "en", "messages.json"), "utf8"),
) as Readonly<Record<string, Message>>;

const { t } = createTranslator<MessageKey, never>((key, substitutions) => {
  const { message = "", placeholders = {} } = catalogue[key] ?? {};
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = placeholders[name.toLowerCase()]?.content ?? "";
    return content.replace(
      /\$(\d)/g,
      (__, index: string) => substitutions[Number(index) - 1] ?? "",
    );
  });
}, "en");

/**
 * The English text for what a screen says. Sentences may be worded anew without a test failing;
 * names of buttons and fields are a contract, and tests write them out.
 */
export const says = t;
