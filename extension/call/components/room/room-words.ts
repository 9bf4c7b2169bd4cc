import { t } from "../../../shared/i18n.ts";

/** A point in time as people here write it: the day, and the hour and minute. */
export function timeWords(timeMs: number): string {
  const format = new Intl.DateTimeFormat(t("uiLanguage"), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return format.format(timeMs);
}
