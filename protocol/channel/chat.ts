import { refuse } from "../codes.ts";
import { chatMaxLength } from "../limits.ts";

/** Something said to everybody; each peer gets it over its own channel. */
export interface ChatMessage {
  readonly type: "chat";
  /** Counts up within a session, from 1: what comes again after a new link is known by it. */
  readonly id: number;
  readonly text: string;
}

/** The answer to each of them: without it, its sender tells the person that it was not delivered. */
export interface ChatGotMessage {
  readonly type: "chat-got";
  readonly id: number;
  /** False where it came too fast after others and was not put before the person. */
  readonly shown: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

export function parseChat(fields: Fields): ChatMessage {
  const { text } = fields;
  if (typeof text !== "string" || text.length > chatMaxLength) {
    throw refuse("format", "message", `a chat message has at most ${chatMaxLength} characters`);
  }
  // Cleaned, not refused: what a control character is grows with Unicode, and a peer with a newer
  // browser would be cut off for an emoji.
  return { type: "chat", id: parseCount(fields["id"]), text: toChatText(text) };
}

export function parseChatGot(fields: Fields): ChatGotMessage {
  return { type: "chat-got", id: parseCount(fields["id"]), shown: fields["shown"] === true };
}

/** A number that counts from 1. */
function parseCount(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) {
    throw refuse("format", "message", "a message is numbered from 1");
  }
  return value;
}

/**
 * Plain text on several lines: without control, format and bidirectional characters, which could
 * make it look like another's. The two joiners stay: emoji and some scripts are written with them.
 */
export function toChatText(text: string): string {
  const plain = text
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replaceAll("\t", "  ")
    .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "")
    // Pages of nothing would push the others' words out of sight.
    .replace(/[^\S\n]+$/gmu, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return plain.length <= chatMaxLength ? plain : wholeCharacters(plain, chatMaxLength).trimEnd();
}

function wholeCharacters(text: string, maxLength: number): string {
  const cut = text.slice(0, maxLength);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
