/** A point in time as people say it, on this machine's calendar. */
export interface SpokenTime {
  readonly day: "today" | "tomorrow" | "later";
  /** Such as 22:00, or 10:00 PM where the browser's language has it so. */
  readonly time: string;
  /** Such as 23 December 2026. */
  readonly date: string;
}

/** `language`: that of the texts around. The hours are counted as the browser's locale does. */
export function spokenTime(timeMs: number, nowMs: number, language: string): SpokenTime {
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
  const cycle = hourCycle === undefined ? {} : { hourCycle };
  const time = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", ...cycle });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  const days = daysBetween(new Date(nowMs), new Date(timeMs));
  return {
    day: days === 0 ? "today" : days === 1 ? "tomorrow" : "later",
    time: time.format(timeMs),
    date: date.format(timeMs),
  };
}

/** Midnights between two times; a day of 23 or 25 hours counts as one. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
