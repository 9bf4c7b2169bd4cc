import { fromBase64url, toBase64url } from "./base64.ts";
import { type Bytes, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { parseId } from "./join.ts";
import { parseJsonObject } from "./json-object.ts";
import { nameMaxLength, noteMaxLength } from "./limits.ts";
import { parseName } from "./name.ts";

/** What somebody at the door tells one admin, in a sealed box: section 8. */
export interface KnockNote {
  readonly name: string;
  readonly note: string;
  /** HMAC of the room secret: shows that the newcomer holds the link. */
  readonly secret: string;
  /** HMAC of a one-time invite, where the link had one. */
  readonly token: string | null;
}

/** HMAC-SHA-256(secret of the link, H(join statement)), base64url. `secret`: 22 characters. */
export async function linkProof(secret: string, joinHash: Bytes): Promise<string> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const bytes = fromBase64url(secret, 16);
  const key = await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign"]);
  return toBase64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, joinHash)));
}

export function writeKnockNote(knock: KnockNote): Bytes {
  const { token, ...rest } = knock;
  return utf8(JSON.stringify(token === null ? rest : knock));
}

export function parseKnockNote(plaintext: Bytes): KnockNote {
  const { name, note, secret, token } = parseJsonObject(plaintext);
  if (typeof secret !== "string") throw refuse("format", "message", "the knock has no proof");
  if (token !== undefined && typeof token !== "string") {
    throw refuse("format", "message", "the knock has an invite that is none");
  }
  return {
    name: parseName(name, nameMaxLength),
    note: parseName(note, noteMaxLength),
    secret: parseId(secret),
    token: token === undefined ? null : parseId(token),
  };
}
