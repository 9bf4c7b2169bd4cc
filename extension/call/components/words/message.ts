// A text before it is put into words: which one, and what goes into it. Pure modules return these,
// so that they need no browser; components say them (say.ts).

import type { MessageKey, PluralKey } from "../../../shared/i18n.ts";

export type Message =
  | { readonly key: MessageKey; readonly values: readonly MessageValue[] }
  | {
      readonly plural: PluralKey;
      readonly count: number;
      readonly values: readonly MessageValue[];
    };

export type MessageValue =
  | string
  | number
  | Message
  /** Said in the largest unit that fits: "90 seconds", "1.5 hours". */
  | { readonly durationMs: number }
  /** Milliseconds since 1970, said as hh:mm of the day. */
  | { readonly clockTimeMs: number }
  /** Milliseconds since 1970, said as day and hh:mm. */
  | { readonly dateTimeMs: number };

export function message(key: MessageKey, ...values: readonly MessageValue[]): Message {
  return { key, values };
}

export function plural(
  stem: PluralKey,
  count: number,
  ...values: readonly MessageValue[]
): Message {
  return { plural: stem, count, values };
}
