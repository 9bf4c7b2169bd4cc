import { createSay } from "../../../extension/call/components/words/create-say.ts";
import type { MessageKey, PluralKey } from "../../../extension/shared/i18n.ts";
import { createTranslator } from "../../../extension/shared/translator.ts";
import { getMessage } from "./fake-browser.ts";

/** Says messages of the call tab in English, in UTC, without a browser. */
export const english = createSay(
  createTranslator<MessageKey, PluralKey>(getMessage, "en"),
  "en",
  "UTC",
);
