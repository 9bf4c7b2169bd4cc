import { t, tn } from "../../../shared/i18n.ts";
import { createSay } from "./create-say.ts";

/** Puts a message into the words of the person's language. */
export const say = createSay({ t, tn }, t("uiLanguage"));
