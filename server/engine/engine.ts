import type { Room } from "../rooms/room.ts";

/** Where the rooms are: what several nodes would have to share. */
export interface Engine {
  readonly size: number;
  get(roomId: string): Room | undefined;
  /** False where there is no place for one more. */
  put(room: Room): boolean;
  remove(roomId: string): void;
  rooms(): Iterable<Room>;
}
