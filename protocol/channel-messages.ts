import { type Bytes, utf8 } from "./bytes.ts";
import { type HandMessage, parseHand } from "./channel/hand.ts";
import { parseReaction, type ReactionMessage } from "./channel/reaction.ts";
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
  /** Which of the fixed transceivers carry something. */
  | {
      readonly type: "media";
      readonly microphone: boolean;
      readonly camera: boolean;
      readonly screen: boolean;
    }
  /** The newest access list this side knows, every 15 s. */
  | { readonly type: "head"; readonly version: number; readonly hash: string }
  /** The newest list, to a peer whose head is another: it proves itself, whoever brings it. */
  | { readonly type: "list"; readonly list: SignedList }
  | { readonly type: "confirm?"; readonly nonce: string }
  | ({ readonly type: "confirm" } & Signed)
  | HandMessage
  | ReactionMessage
  | { readonly type: "bye" };

export function writeChannelMessage(message: ChannelMessage): Bytes {
  return utf8(JSON.stringify(message));
}

/** Null for a type this version does not know: a newer peer may say more. */
export function parseChannelMessage(plaintext: Bytes): ChannelMessage | null {
  const fields = parseJsonObject(plaintext);
  switch (fields["type"]) {
    case "hello":
      return { type: "hello", name: parseName(fields["name"], nameMaxLength) };
    case "media":
      return {
        type: "media",
        microphone: fields["microphone"] === true,
        camera: fields["camera"] === true,
        screen: fields["screen"] === true,
      };
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
    case "bye":
      return { type: "bye" };
    default:
      if (typeof fields["type"] !== "string") throw malformed();
      return null;
  }
}

function idOf(value: unknown): string {
  if (typeof value !== "string") throw malformed();
  return parseId(value);
}

function malformed(): Error {
  return refuse("format", "message", "the message is malformed");
}
