import type { KeyId } from "../../protocol/public-key.ts";
import { AppError } from "../shared/errors.ts";
import type { AllowedKey, RoomRecord } from "../shared/room-record.ts";
import { roomsKept } from "./limits.ts";
import { isSameRoom, type RoomAddress } from "./pages.ts";
import type { StorageArea } from "./ports.ts";
import { storedValue } from "./stored-value.ts";

/** A room with the names the person gave to those they let in: forgotten with the room. */
export interface KeptRoom {
  readonly record: RoomRecord;
  readonly labels: readonly AllowedKey[];
}

/** The rooms this wallet knows, newest first. */
export interface RoomRecords {
  list(): Promise<readonly KeptRoom[]>;
  /** Null where the room is not known. */
  find(address: RoomAddress): Promise<KeptRoom | null>;
  /** Puts a room in the first place; `before` is what was known of it. */
  keep(address: RoomAddress, next: (before: KeptRoom | null) => KeptRoom): Promise<void>;
  /** Changes a known room in its place. Rejects with `room/unknown`. */
  change(address: RoomAddress, next: (before: RoomRecord) => RoomRecord): Promise<void>;
  forget(address: RoomAddress): Promise<void>;
}

export function createRoomRecords(local: StorageArea): RoomRecords {
  const rooms = storedValue(local, "rooms", (found) =>
    Array.isArray(found) ? (found as readonly KeptRoom[]) : [],
  );
  const isAt =
    (address: RoomAddress) =>
    ({ record }: KeptRoom): boolean =>
      isSameRoom(record, address);

  return {
    list: () => rooms.read(),
    find: async (address) => (await rooms.read()).find(isAt(address)) ?? null,
    async keep(address, next) {
      await rooms.change((all) => {
        const before = all.find(isAt(address)) ?? null;
        return [next(before), ...all.filter((room) => room !== before)].slice(0, roomsKept);
      });
    },
    async change(address, next) {
      await rooms.change((all) => {
        const before = all.find(isAt(address));
        if (!before) throw new AppError("room/unknown");
        const record = next(before.record);
        return all.map((room) => (room === before ? { ...room, record } : room));
      });
    },
    async forget(address) {
      await rooms.change((all) => all.filter((room) => !isAt(address)(room)));
    },
  };
}

/** What the person calls a key: the label of the newest room that has one. */
export function labelOf(rooms: readonly KeptRoom[], key: KeyId): string | null {
  for (const { labels } of rooms) {
    const found = labels.find((label) => label.key === key && label.label !== "");
    if (found) return found.label;
  }
  return null;
}
