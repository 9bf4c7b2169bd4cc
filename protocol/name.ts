import { refuse } from "./codes.ts";

/**
 * A text that somebody chose for others to read: NFC, one line, without control, format or
 * bidirectional characters, which could make it look like another's. May be empty.
 */
export function parseName(text: unknown, maxLength: number): string {
  if (typeof text !== "string" || text.length > maxLength) {
    throw refuse("format", "message", `a text here has at most ${maxLength} characters`);
  }
  if (text.normalize("NFC") !== text || /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u.test(text)) {
    throw refuse("format", "message", "a text here is plain and on one line");
  }
  return text;
}

/** The nearest text that `parseName` takes: for what a person typed on this side. */
export function toName(text: string, maxLength: number): string {
  const plain = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu, " ")
    .trim();
  let name = "";
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (name.length + segment.length > maxLength) break;
    name += segment;
  }
  return name.trim();
}
