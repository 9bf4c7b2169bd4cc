import { toBase64url } from "../../protocol/base64.ts";
import { sha256 } from "../../protocol/hash.ts";
import { hostChange } from "../../protocol/list-edit.ts";
import { parseRoom } from "../../protocol/room.ts";
import { type VerifiedList, verifyList } from "../../protocol/signed-list.ts";
import type { Signed } from "../../protocol/signed.ts";
import type { Ask, ListAsk } from "../shared/approval.ts";
import { AppError } from "../shared/errors.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import type { NextList } from "./approval-statements.ts";
import type { Approved } from "./approvals.ts";
import type { Tell } from "./ports.ts";
import type { RoomRecords } from "./room-records.ts";

/**
 * The host's next list, made here from the newest one that this wallet remembers: a call tab says
 * what is to change, never what the list is. Fails with `request/refused` for anybody but the room's
 * host, with `room/list-moved` where the tab has another version in mind.
 */
export async function nextListOf(
  ask: ListAsk,
  record: RoomRecord,
  nowMs: number,
): Promise<NextList> {
  if (record.list === null || record.host !== ask.identity) throw new AppError("request/refused");
  const { list, hash } = await verified(record);
  if (list.host !== ask.identity) throw new AppError("request/refused");
  if (hash !== ask.follows) throw new AppError("room/list-moved");
  const forkDenied = record.fork?.denied ?? [];
  const edited = hostChange({ list, hash, forkDenied }, ask.change, nowMs);
  if (edited.outcome !== "next") {
    const isFull = edited.outcome === "refused" && edited.why === "full";
    throw new AppError(isFull ? "room/list-full" : "request/refused");
  }
  return { before: record.list.payload, next: edited.list };
}

/**
 * Signs, and remembers a list before anybody else has it: of the version that it follows there must
 * be no second one by the same hand, whatever becomes of the tab that asked or of this worker.
 */
export function signingNextLists(deps: {
  readonly sign: (approved: Approved) => Promise<readonly Signed[]>;
  readonly rooms: RoomRecords;
  readonly tell: Tell;
}): (approved: Approved, ask: Ask) => Promise<readonly Signed[]> {
  const { sign, rooms, tell } = deps;
  return async (approved, ask) => {
    if (ask.kind !== "list") return sign(approved);
    const { previous, version } = parseRoom(approved.statements[0]?.text ?? "");
    const before = (await rooms.find(ask))?.record.list ?? null;
    // It was made when it was asked for; since then a session may have signed a version.
    if (before === null || (await hashOf(before)) !== previous) {
      throw new AppError("room/list-moved");
    }
    const signed = await sign(approved);
    const [list] = signed;
    if (list === undefined) return signed;
    await rooms.change(ask, (record) =>
      record.highestVersion >= version
        ? record
        : { ...record, list, highestVersion: version, fork: null },
    );
    tell({ event: "rooms-changed" });
    return signed;
  };
}

async function verified({ list, roomId }: RoomRecord): Promise<VerifiedList> {
  try {
    return await verifyList(list!, roomId);
  } catch (cause) {
    throw new AppError("room/bad-list", cause);
  }
}

async function hashOf({ payload }: Signed): Promise<string> {
  return toBase64url(await sha256(payload));
}
