import { type Door, doors } from "../../protocol/room.ts";
import { isKeyId, type KeyId } from "../../protocol/public-key.ts";
import type { Identity } from "../shared/identity.ts";

/** What a person has typed into *New room* so far. */
export interface NewRoomDraft {
  /** The text of *Allowed keys*. Never one in which a private key was found. */
  readonly text: string;
  readonly door: Door;
  /** As typed; empty where it was not touched. */
  readonly server: string;
  readonly identity: KeyId | null;
}

export const emptyDraft: NewRoomDraft = { text: "", door: "knock", server: "", identity: null };

const maxTextLength = 262_144;

/** Rebuilds a draft that was stored; null where it is none. */
export function parseDraft(value: unknown): NewRoomDraft | null {
  if (typeof value !== "object" || value === null) return null;
  const { text, door, server, identity } = value as Record<string, unknown>;
  const knownDoor = doors.find((one) => one === door);
  if (typeof text !== "string" || text.length > maxTextLength) return null;
  if (typeof server !== "string" || server.length > 2048 || knownDoor === undefined) return null;
  const key = typeof identity === "string" && isKeyId(identity) ? identity : null;
  return { text, door: knownDoor, server, identity: key };
}

/** The identity that will host: the one chosen while the wallet has it, else the first. */
export function hostOfDraft(draft: NewRoomDraft, identities: readonly Identity[]): KeyId | null {
  const isThere = identities.some(({ keyId }) => keyId === draft.identity);
  return isThere ? draft.identity : (identities[0]?.keyId ?? null);
}
