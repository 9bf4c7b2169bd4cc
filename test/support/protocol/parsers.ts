import { fromBase64, fromBase64url, toBase64, toBase64url } from "../../../protocol/base64.ts";
import { parseBindFrame, writeBindFrame } from "../../../protocol/bind-crypto.ts";
import { utf8 } from "../../../protocol/bytes.ts";
import { parseChannelMessage, writeChannelMessage } from "../../../protocol/channel-messages.ts";
import { buildConfirm, parseConfirm } from "../../../protocol/confirm.ts";
import { buildJoin, parseFingerprint, parseId, parseJoin } from "../../../protocol/join.ts";
import { parseKnockNote, writeKnockNote } from "../../../protocol/knock.ts";
import {
  parseClientMessage,
  parseServerMessage,
  writeMessage,
} from "../../../protocol/messages.ts";
import { parseName } from "../../../protocol/name.ts";
import { pointFromText, pointToText } from "../../../protocol/point.ts";
import { parseKeyId } from "../../../protocol/public-key.ts";
import { buildResume, parseResume } from "../../../protocol/resume.ts";
import { buildRoom, parseRoom } from "../../../protocol/room.ts";
import { buildRoomLink, parseRoomLink } from "../../../protocol/room-link.ts";
import { parseServerOrigin } from "../../../protocol/server-origin.ts";
import { parseSignal, writeSignal } from "../../../protocol/signal-messages.ts";
import { decodeSshSignature, encodeSshSignature } from "../../../protocol/sshsig.ts";
import { formatTime, parseTime } from "../../../protocol/statement.ts";

/** Parses a text and writes what it read; the result must be the text itself. */
export type Rebuild = (text: string) => string;

/** Every parser whose input is text with one accepted form. */
export const exactParsers: Readonly<Record<string, Rebuild>> = {
  base64: (text) => toBase64(fromBase64(text)),
  base64url: (text) => toBase64url(fromBase64url(text)),
  id: parseId,
  point: (text) => pointToText(pointFromText(text)),
  fingerprint: parseFingerprint,
  time: (text) => formatTime(parseTime(text)),
  keyId: parseKeyId,
  origin: parseServerOrigin,
  join: (text) => buildJoin(parseJoin(text)),
  room: (text) => buildRoom(parseRoom(text)),
  confirm: (text) => buildConfirm(parseConfirm(text)),
  resume: (text) => buildResume(parseResume(text)),
  envelope: (text) => encodeSshSignature(decodeSshSignature(text)),
  name: (text) => parseName(text, 40),
};

/**
 * Every parser of JSON, whose spaces and order of fields mean nothing. What it read is written and
 * read again; both writings must be the same, and the text is given back where they are.
 */
export const jsonParsers: Readonly<Record<string, Rebuild>> = {
  client: settles((text) => writeMessage(parseClientMessage(text))),
  server: settles((text) => writeMessage(parseServerMessage(text))),
  channel: settles((text) => {
    const message = parseChannelMessage(utf8(text));
    return message === null ? '{"type":"unknown"}' : textOfBytes(writeChannelMessage(message));
  }),
  signal: settles((text) => textOfBytes(writeSignal(parseSignal(utf8(text))))),
  knock: settles((text) => textOfBytes(writeKnockNote(parseKnockNote(utf8(text))))),
  bind: settles((text) => writeBindFrame(parseBindFrame(text))),
};

/** Links are read as an address bar reads them; what counts is that both mean the same. */
export const readLink: Rebuild = (text) => {
  const link = buildRoomLink(parseRoomLink(text));
  if (new URL(text.trim()).href !== link) return link;
  return buildRoomLink(parseRoomLink(link)) === link ? text : link;
};

function settles(rewrite: Rebuild): Rebuild {
  return (text) => {
    const once = rewrite(text);
    return rewrite(once) === once ? text : once;
  };
}

function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
