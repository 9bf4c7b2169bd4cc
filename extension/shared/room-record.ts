import type { KeyId } from "../../protocol/public-key.ts";
import type { Door } from "../../protocol/room.ts";
import type { SignedList } from "../../protocol/signed-list.ts";

/** A key that the person lets in, with the comment they pasted it with. */
export interface AllowedKey {
  readonly key: KeyId;
  /** Plain text on one line, may be empty. */
  readonly label: string;
}

/** What this wallet knows of a room: enough to open it again and to notice a rolled-back list. */
export interface RoomRecord {
  /** `wss://host`, or `ws://localhost:port`. */
  readonly server: string;
  readonly roomId: string;
  /** 22 characters: the room secret of the link. Stays in the extension. */
  readonly secret: string;
  /** 22 characters, of a one-time invite in the link. */
  readonly invite: string | null;
  /** Known once the server's facts hashed to the room id, or from the start for one's own room. */
  readonly host: KeyId | null;
  /** The identity last used here; for one's own room, the host's. */
  readonly identity: KeyId | null;
  /** One's own room before its first list is signed. */
  readonly draft: RoomDraft | null;
  /** The newest list seen and verified. */
  readonly list: SignedList | null;
  /** 0 where none was seen. A lower one is somebody rolling back. */
  readonly highestVersion: number;
  readonly openedAtMs: number;
  /** What is known of a fork at `list`; absent where there is none. */
  readonly fork?: ListFork | null;
  /** One-time invites made here, for one's own room; absent where there are none. */
  readonly invites?: readonly OwnInvite[];
}

/** Two statements of one version, until the host's next one settles it: protocol section 8. */
export interface ListFork {
  /** The statement that is not preferred. */
  readonly conflict: SignedList | null;
  /** Denied by branches, though perhaps not by the list. */
  readonly denied: readonly KeyId[];
}

export interface OwnInvite {
  /** 22 characters: `i=` of the link. */
  readonly token: string;
  /** The first key that knocked with it; for any other it counts no more. */
  readonly usedBy: KeyId | null;
}

export interface RoomDraft {
  readonly salt: string;
  readonly door: Door;
  readonly allowed: readonly AllowedKey[];
}
