import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import { roomIdOf } from "../../../protocol/room.ts";
import { makeSigningKey, type SigningKey } from "./signing-key.ts";

/** A room as its host knows it. */
export interface Room {
  readonly server: string;
  readonly host: SigningKey;
  readonly salt: string;
  /** 43 characters. */
  readonly roomId: string;
  /** 22 characters, from the link. */
  readonly secret: string;
}

export const testServer = "wss://call.example.org";

/** A day in the middle of the tests' time, so that nothing here depends on the real clock. */
export const testTimeMs = Date.parse("2026-08-28T10:00:00.000Z");

export async function makeRoom(given: Partial<Pick<Room, "server" | "host">> = {}): Promise<Room> {
  const host = given.host ?? (await makeSigningKey());
  const salt = toBase64url(randomBytes(16));
  return {
    server: given.server ?? testServer,
    host,
    salt,
    roomId: await roomIdOf(host.keyId, salt),
    secret: toBase64url(randomBytes(16)),
  };
}
