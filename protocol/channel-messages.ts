import { type Bytes, utf8 } from "./bytes.ts";
import { type BeatMessage, parseBeat } from "./channel/beat.ts";
import { type CaptionMessage, parseCaption } from "./channel/caption.ts";
import { type CarryMessage, parseCarried, parseCarry } from "./channel/carry.ts";
import { type ChatGotMessage, type ChatMessage, parseChat, parseChatGot } from "./channel/chat.ts";
import { isFileChunk, parseFileChunk, writeFileChunk } from "./channel/files-chunk.ts";
import { type FileMessage, parseFileMessage } from "./channel/files.ts";
import { type HandMessage, parseHand } from "./channel/hand.ts";
import { type LinksMessage, parseLinks } from "./channel/links.ts";
import { type MediaMessage, parseMedia } from "./channel/media.ts";
import { parseRecording, type RecordingMessage } from "./channel/recording.ts";
import { parseReaction, type ReactionMessage } from "./channel/reaction.ts";
import { type BoxedSignalMessage, parseBoxedSignal } from "./channel/signal.ts";
import { parseWant, type WantMessage } from "./channel/want.ts";
import { refuse } from "./codes.ts";
import { parseId } from "./join.ts";
import { parseJsonObject } from "./json-object.ts";
import { nameMaxLength, statementMaxBytes } from "./limits.ts";
import { parseName } from "./name.ts";
import { parseSignedList, type SignedList } from "./signed-list.ts";
import { parseSigned, type Signed } from "./signed.ts";

/** What two bound peers tell each other over the data channel, each in a box of kind 2. */
export type ChannelMessage =
  /** What this person calls themselves: a claim, always shown beside the key. */
  | { readonly type: "hello"; readonly name: string }
  | MediaMessage
  /** The newest access list this side knows, every 15 s. */
  | { readonly type: "head"; readonly version: number; readonly hash: string }
  /** The newest list, to a peer whose head is another: it proves itself, whoever brings it. */
  | { readonly type: "list"; readonly list: SignedList }
  | { readonly type: "confirm?"; readonly nonce: string }
  | ({ readonly type: "confirm" } & Signed)
  | HandMessage
  | ChatMessage
  | ChatGotMessage
  | FileMessage
  | ReactionMessage
  | BeatMessage
  | BoxedSignalMessage
  | CarryMessage
  | WantMessage
  | LinksMessage
  | RecordingMessage
  | CaptionMessage
  | { readonly type: "bye" };

export function writeChannelMessage(message: ChannelMessage): Bytes {
  if (message.type === "file-chunk") return writeFileChunk(message);
  return utf8(JSON.stringify(message));
}

/** Null for a type this version does not know: a newer peer may say more. */
export function parseChannelMessage(plaintext: Bytes): ChannelMessage | null {
  if (isFileChunk(plaintext)) return parseFileChunk(plaintext);
  const fields = parseJsonObject(plaintext);
  switch (fields["type"]) {
    case "hello":
      return { type: "hello", name: parseName(fields["name"], nameMaxLength) };
    case "media":
      return parseMedia(fields);
    case "head": {
      const { version, hash } = fields;
      if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) {
        throw malformed();
      }
      return { type: "head", version, hash: idOf(hash) };
    }
    case "list":
      return { type: "list", list: parseSignedList(fields["list"]) };
    case "confirm?":
      return { type: "confirm?", nonce: idOf(fields["nonce"]) };
    case "confirm":
      return { type: "confirm", ...parseSigned(fields, statementMaxBytes) };
    case "hand":
      return parseHand(fields);
    case "reaction":
      return parseReaction(fields);
    case "chat":
      return parseChat(fields);
    case "chat-got":
      return parseChatGot(fields);
    case "beat":
      return parseBeat(fields);
    case "signal":
      return parseBoxedSignal(fields);
    case "carry":
      return parseCarry(fields);
    case "carried":
      return parseCarried(fields);
    case "want":
      return parseWant(fields);
    case "links":
      return parseLinks(fields);
    case "caption":
      return parseCaption(fields);
    case "recording":
      return parseRecording(fields);
    case "bye":
      return { type: "bye" };
    default:
      if (typeof fields["type"] !== "string") throw malformed();
      return parseFileMessage(fields);
  }
}

function idOf(value: unknown): string {
  if (typeof value !== "string") throw malformed();
  return parseId(value);
}

function malformed(): Error {
  return refuse("format", "message", "the message is malformed");
}
