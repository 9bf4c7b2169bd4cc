import type { AppErrorCode } from "../shared/errors.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import { attempt } from "./attempt.ts";
import type { StoreParts } from "./popup-store.ts";

/** Each gives null where it went well, else why it did not. */
export interface RoomActions {
  /** Opens the call tab of a link. */
  openLink(link: string): Promise<AppErrorCode | null>;
  forgetRoom(room: RoomRecord): Promise<AppErrorCode | null>;
  showApprovals(): Promise<AppErrorCode | null>;
  dismissApproval(id: string): Promise<AppErrorCode | null>;
}

export function createRoomActions({ deps, renew }: StoreParts): RoomActions {
  return {
    openLink: (link) =>
      attempt(async () => {
        await deps.ask("rooms/open", { link });
      }),
    forgetRoom: ({ server, roomId }) =>
      attempt(async () => {
        await deps.ask("rooms/forget", { server, roomId });
        await renew.rooms();
      }),
    showApprovals: () =>
      attempt(async () => {
        await deps.ask("approvals/show", null);
      }),
    dismissApproval: (id) =>
      attempt(async () => {
        await deps.ask("approvals/dismiss", { id });
        await renew.approvals();
      }),
  };
}
