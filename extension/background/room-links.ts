import { parseRoomLink, type RoomLink } from "../../protocol/room-link.ts";
import { AppError } from "../shared/errors.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import { createTurns } from "./in-turn.ts";
import {
  barePage,
  callPage,
  isSameRoom,
  pagePaths,
  type RoomAddress,
  roomOfCallPage,
} from "./pages.ts";
import type { Clock, Ports, Tabs } from "./ports.ts";
import type { RoomRecords } from "./room-records.ts";

/** A link was opened: keeps what it says and brings up the room's call tab. */
export interface RoomLinks {
  /** Rejects with `room/bad-link`. */
  open(link: string): Promise<void>;
  /** Opens the call tab of a known room, or brings the one that is open to the front. */
  show(address: RoomAddress): Promise<void>;
}

export function createRoomLinks(
  deps: Pick<Ports, "own" | "tabs" | "clock"> & { readonly rooms: RoomRecords },
): RoomLinks {
  const { own, tabs, clock, rooms } = deps;
  // One after the other: of two quick clicks, the second must find the tab of the first.
  const inTurn = createTurns();

  function show(address: RoomAddress): Promise<void> {
    return inTurn(async () => {
      const tabId = await findCallTab(tabs, own.baseUrl, address);
      await (tabId === null ? tabs.open(callPage(address)) : tabs.focus(tabId));
    });
  }

  return {
    show,
    async open(link) {
      const parsed = parse(link);
      await rooms.keep(parsed, (before) => ({
        record: opened(parsed, before?.record ?? null, clock),
        labels: before?.labels ?? [],
      }));
      await show(parsed);
    },
  };
}

function parse(link: string): RoomLink {
  try {
    return parseRoomLink(link);
  } catch (cause) {
    throw new AppError("room/bad-link", cause);
  }
}

/** The newest link counts: its invite may be fresh, and its secret is what the sender meant. */
function opened(link: RoomLink, before: RoomRecord | null, clock: Clock): RoomRecord {
  const { server, roomId, secret, invite } = link;
  const facts = before ?? {
    host: null,
    identity: null,
    draft: null,
    list: null,
    highestVersion: 0,
  };
  return { ...facts, server, roomId, secret, invite, openedAtMs: clock.now() };
}

async function findCallTab(
  tabs: Tabs,
  baseUrl: string,
  address: RoomAddress,
): Promise<number | null> {
  const page = baseUrl + pagePaths.call;
  for (const { id, url } of await tabs.all()) {
    if (url === null || barePage(url) !== page) continue;
    const room = roomOfCallPage(url);
    if (room && isSameRoom(room, address)) return id;
  }
  return null;
}
