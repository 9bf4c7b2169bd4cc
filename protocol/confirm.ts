import { parseId } from "./join.ts";
import { type KeyId, parseKeyId } from "./public-key.ts";
import {
  assertRebuilds,
  buildStatement,
  formatTime,
  parseTime,
  readStatement,
  valuesOf,
} from "./statement.ts";

/** "Latchkey v1: confirm my identity": a fresh proof, worthless to others and on other channels. */
export interface ConfirmStatement {
  readonly askedBy: KeyId;
  readonly room: string;
  readonly key: KeyId;
  /** T of the bind handshake, 43 characters. */
  readonly channel: string;
  readonly nonce: string;
  readonly issuedAtMs: number;
}

const title = "Latchkey v1: confirm my identity";
const names = ["Asked by", "Room", "Key", "Channel", "Nonce", "Issued At"] as const;

export function buildConfirm(confirm: ConfirmStatement): string {
  return buildStatement(title, [
    ["Asked by", confirm.askedBy],
    ["Room", confirm.room],
    ["Key", confirm.key],
    ["Channel", confirm.channel],
    ["Nonce", confirm.nonce],
    ["Issued At", formatTime(confirm.issuedAtMs)],
  ]);
}

export function parseConfirm(text: string): ConfirmStatement {
  const values = valuesOf(readStatement(text, title), names);
  const confirm: ConfirmStatement = {
    askedBy: parseKeyId(values["Asked by"]),
    room: parseId(values["Room"]),
    key: parseKeyId(values["Key"]),
    channel: parseId(values["Channel"]),
    nonce: parseId(values["Nonce"]),
    issuedAtMs: parseTime(values["Issued At"]),
  };
  assertRebuilds(text, buildConfirm(confirm));
  return confirm;
}
