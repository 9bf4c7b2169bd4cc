import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import { listMaxEntries } from "../../../protocol/limits.ts";
import { toName } from "../../../protocol/name.ts";
import { buildRoomLink } from "../../../protocol/room-link.ts";
import { doors, roomIdOf } from "../../../protocol/room.ts";
import { serverOriginOf } from "../../../protocol/server-origin.ts";
import { AppError } from "../../shared/errors.ts";
import type { AllowedKey, RoomRecord } from "../../shared/room-record.ts";
import { labelMaxLength, linkMaxLength } from "../limits.ts";
import type { Clock, Tell } from "../ports.ts";
import type { RoomLinks } from "../room-links.ts";
import type { RoomRecords } from "../room-records.ts";
import type { Wallet } from "../wallet.ts";
import { fieldsOf, keyId, list, nothing, oneOf, room, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

/** What a pasted list may hold before doubles are taken out of it. */
const pastedMax = 10_000;

export function roomRoutes(deps: {
  readonly rooms: RoomRecords;
  readonly links: RoomLinks;
  readonly wallet: Wallet;
  readonly clock: Clock;
  readonly tell: Tell;
}): Routes<NamesOf<"rooms">> {
  const { rooms, links, wallet, clock, tell } = deps;

  return {
    "rooms/create": {
      parse(params) {
        const field = fieldsOf(params);
        return {
          server: originOf(text(field("server"), linkMaxLength)),
          identity: keyId(field("identity")),
          door: oneOf(doors, field("door")),
          allowed: list(field("allowed"), pastedMax, allowedKey),
        };
      },
      async handle({ server, identity, door, allowed: pasted }) {
        const allowed = withoutDoubles(pasted);
        if (allowed.some(({ key }) => key === identity)) throw new AppError("room/host-listed");
        if (allowed.length > listMaxEntries) throw new AppError("room/too-many-keys");
        if (!(await wallet.list()).some((own) => own.keyId === identity)) {
          throw new AppError("wallet/unknown-key");
        }
        const salt = toBase64url(randomBytes(16));
        const record: RoomRecord = {
          server,
          roomId: await roomIdOf(identity, salt),
          secret: toBase64url(randomBytes(16)),
          invite: null,
          host: identity,
          identity,
          draft: { salt, door, allowed },
          list: null,
          highestVersion: 0,
          openedAtMs: clock.now(),
        };
        await rooms.keep(record, () => ({ record, labels: allowed }));
        tell({ event: "rooms-changed" });
        await links.show(record);
        return { link: buildRoomLink(record) };
      },
    },
    "rooms/open": {
      parse: (params) => ({ link: text(fieldsOf(params)("link"), linkMaxLength) }),
      async handle({ link }) {
        await links.open(link);
        tell({ event: "rooms-changed" });
        return null;
      },
    },
    "rooms/recent": {
      parse: nothing,
      handle: async () => (await rooms.list()).map(({ record }) => record),
    },
    "rooms/forget": {
      parse: (params) => room(fieldsOf(params)),
      async handle(address) {
        await rooms.forget(address);
        tell({ event: "rooms-changed" });
        return null;
      },
    },
  };
}

function originOf(server: string): string {
  try {
    return serverOriginOf(server);
  } catch (cause) {
    throw new AppError("room/bad-server", cause);
  }
}

function allowedKey(value: unknown): AllowedKey {
  const field = fieldsOf(value);
  return { key: keyId(field("key")), label: toName(text(field("label")), labelMaxLength) };
}

/** A key pasted twice counts once, with the first label it has. */
function withoutDoubles(pasted: readonly AllowedKey[]): readonly AllowedKey[] {
  const byKey = new Map<string, AllowedKey>();
  for (const allowed of pasted) {
    const before = byKey.get(allowed.key);
    if (before === undefined || before.label === "") byKey.set(allowed.key, allowed);
  }
  return [...byKey.values()];
}
