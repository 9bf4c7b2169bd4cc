import { t } from "../shared/i18n.ts";
import { spokenTime } from "./until.ts";

/** When something ends, in words: "today at 22:00". */
export function spoken(timeMs: number, nowMs: number): string {
  const { day, time, date } = spokenTime(timeMs, nowMs, t("uiLanguage"));
  if (day === "today") return t("approvalTimeToday", time);
  return day === "tomorrow" ? t("approvalTimeTomorrow", time) : t("approvalTimeLater", time, date);
}
