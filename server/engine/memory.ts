import type { RoomStatement } from "../../protocol/room.ts";
import type { Room } from "../rooms/room.ts";
import type { Engine } from "./engine.ts";

const baseBytes = 2_048;
const entryBytes = 128;

/**
 * Rooms of one process. An empty room is only a convenience, since its list proves itself and any
 * member can bring it again: where there is no place, the one empty for longest goes. So rooms that
 * somebody opens in masses push out each other, not the ones in use.
 */
export class MemoryEngine implements Engine {
  readonly #maxRooms: number;
  readonly #maxListBytes: number;
  readonly #rooms = new Map<string, Room>();
  #listBytes = 0;

  constructor(maxRooms: number, maxListBytes = 268_435_456) {
    this.#maxRooms = maxRooms;
    this.#maxListBytes = maxListBytes;
  }

  get size(): number {
    return this.#rooms.size;
  }

  get(roomId: string): Room | undefined {
    return this.#rooms.get(roomId);
  }

  put(room: Room): boolean {
    const known = this.#rooms.get(room.id);
    const growth = bytesOf(room) - (known === undefined ? 0 : bytesOf(known));
    if (growth > 0 && !this.#makePlace(known === undefined ? 1 : 0, growth, room.id)) return false;
    this.#listBytes += growth;
    this.#rooms.set(room.id, room);
    return true;
  }

  remove(roomId: string): void {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return;
    this.#rooms.delete(roomId);
    this.#listBytes -= bytesOf(room);
  }

  rooms(): Iterable<Room> {
    return this.#rooms.values();
  }

  #makePlace(rooms: number, bytes: number, spared: string): boolean {
    while (
      this.#rooms.size + rooms > this.#maxRooms ||
      this.#listBytes + bytes > this.#maxListBytes
    ) {
      const longest = longestEmpty(this.#rooms.values(), spared);
      if (longest === null) return false;
      this.remove(longest.id);
    }
    return true;
  }
}

function longestEmpty(rooms: Iterable<Room>, spared: string): Room | null {
  let longest: Room | null = null;
  for (const room of rooms) {
    if (room.emptySinceMs === null || room.id === spared) continue;
    if (longest?.emptySinceMs == null || room.emptySinceMs < longest.emptySinceMs) longest = room;
  }
  return longest;
}

/** About what lists take in memory; what of it they share is counted twice. */
function bytesOf({ view: { head, conflict } }: Room): number {
  const lists = [head, head.anchor, conflict, conflict?.anchor];
  return lists.reduce((bytes, kept) => bytes + (kept ? listBytes(kept.list) : 0), 0);
}

function listBytes({ allow, deny }: RoomStatement): number {
  return baseBytes + entryBytes * (allow.length + deny.length);
}
