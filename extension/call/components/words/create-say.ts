import type { MessageKey, PluralKey } from "../../../shared/i18n.ts";
import type { Translator } from "../../../shared/translator.ts";
import type { Message, MessageValue } from "./message.ts";

/** `language`: BCP 47 tag of the catalogue. `timeZone` is the system's where left out. */
export function createSay(
  translator: Translator<MessageKey, PluralKey>,
  language: string,
  timeZone?: string,
): (message: Message) => string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const clock = new Intl.DateTimeFormat(language, { ...hours, ...zone });
  const day = { year: "numeric", month: "long", day: "numeric" } as const;
  const date = new Intl.DateTimeFormat(language, { ...day, ...hours, ...zone });
  const say = (message: Message): string => {
    const values = message.values.map(word);
    return "key" in message
      ? translator.t(message.key, ...values)
      : translator.tn(message.plural, message.count, ...values);
  };
  const word = (value: MessageValue): string | number => {
    if (typeof value !== "object") return value;
    if ("durationMs" in value) return durationWords(value.durationMs, language);
    if ("clockTimeMs" in value) return clock.format(value.clockTimeMs);
    if ("dateTimeMs" in value) return date.format(value.dateTimeMs);
    return say(value);
  };
  return say;
}

/** From a duration of this many seconds on, it is said in this unit. */
const units = [
  { unit: "day", seconds: 86_400, from: 2 * 86_400 },
  { unit: "hour", seconds: 3_600, from: 5_400 },
  { unit: "minute", seconds: 60, from: 100 },
  { unit: "second", seconds: 1, from: 0 },
] as const;

function durationWords(durationMs: number, language: string): string {
  const seconds = Math.abs(durationMs) / 1_000;
  const { unit, seconds: unitSeconds } = units.find(({ from }) => seconds >= from) ?? units[3];
  const amount = seconds / unitSeconds;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: amount < 10 && unit === "hour" ? 1 : 0,
  }).format(unit === "second" ? Math.ceil(amount) : amount);
}
