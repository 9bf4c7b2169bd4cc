import { toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import { buildRoomLink } from "../../protocol/room-link.ts";
import { AppError } from "../shared/errors.ts";
import type { OwnInvite, RoomRecord } from "../shared/room-record.ts";
import { invitesKept } from "./limits.ts";
import type { RoomAddress } from "./pages.ts";
import type { RoomRecords } from "./room-records.ts";

/** One-time invites to a room: kept where they were made, so that each counts for one key. */
export interface Invites {
  /** A link with a fresh token. Past the limit the oldest counts no more. */
  make(address: RoomAddress): Promise<{ link: string }>;
  list(address: RoomAddress): Promise<readonly OwnInvite[]>;
  /** `key` has knocked with it. False where another key did before, or nobody made it here. */
  use(address: RoomAddress, token: string, key: KeyId): Promise<boolean>;
}

export function createInvites(rooms: RoomRecords): Invites {
  return {
    async make(address) {
      const token = toBase64url(randomBytes(16));
      await rooms.change(address, (record) => {
        const invites = [...(record.invites ?? []), { token, usedBy: null }];
        return { ...record, invites: invites.slice(-invitesKept) };
      });
      const { server, roomId, secret } = await recordOf(rooms, address);
      return { link: buildRoomLink({ server, roomId, secret, invite: token }) };
    },
    list: async (address) => (await recordOf(rooms, address)).invites ?? [],
    async use(address, token, key) {
      let counts = false;
      await rooms.change(address, (record) => {
        const invites = (record.invites ?? []).map((invite) => {
          if (invite.token !== token) return invite;
          counts = invite.usedBy === null || invite.usedBy === key;
          return { token, usedBy: invite.usedBy ?? key };
        });
        return { ...record, invites };
      });
      return counts;
    },
  };
}

async function recordOf(rooms: RoomRecords, address: RoomAddress): Promise<RoomRecord> {
  const found = await rooms.find(address);
  if (found === null) throw new AppError("room/unknown");
  return found.record;
}
