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
import type { Clock, Ports } from "./ports.ts";
import type { RoomRecords } from "./room-records.ts";

/** A link was opened: keeps what it says and brings up the room's call tab. */
export interface RoomLinks {
  /** Rejects with `room/bad-link`. */
  open(link: string): Promise<void>;
  /** Opens the call tab of a known room, or brings the one that is open to the front. */
  show(address: RoomAddress): Promise<void>;
}

/** How long a tab that was just opened may take to show its address. */
const freshMs = 5_000;

export function createRoomLinks(
  deps: Pick<Ports, "own" | "tabs" | "clock"> & { readonly rooms: RoomRecords },
): RoomLinks {
  const { own, tabs, clock, rooms } = deps;
  // Of two quick clicks, the second must find the tab of the first: so one after the other, and by
  // memory, since a new tab shows its address only once it has begun to load.
  const inTurn = createTurns();
  let fresh: {
    readonly address: RoomAddress;
    readonly tabId: number;
    readonly atMs: number;
  } | null = null;

  function show(address: RoomAddress): Promise<void> {
    return inTurn(async () => {
      const live = await tabs.all();
      const known = fresh && clock.now() - fresh.atMs < freshMs ? fresh : null;
      const isKnown = (id: number): boolean =>
        known !== null && known.tabId === id && isSameRoom(known.address, address);
      const tab = live.find(({ id, url }) => isKnown(id) || isCallTab(url, own.baseUrl, address));
      if (tab) return tabs.focus(tab.id);
      const tabId = await tabs.open(callPage(address));
      fresh = { address, tabId, atMs: clock.now() };
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

/**
 * The newest link counts: its invite may be fresh. But a page that somebody else made must not put
 * another secret in the place of one's own room's, or of one that has been joined.
 */
function opened(link: RoomLink, before: RoomRecord | null, clock: Clock): RoomRecord {
  const { server, roomId, secret, invite } = link;
  const facts = before ?? {
    host: null,
    identity: null,
    draft: null,
    list: null,
    highestVersion: 0,
  };
  const isSettled = before !== null && (before.draft !== null || before.highestVersion > 0);
  const kept = isSettled ? before.secret : secret;
  return { ...facts, server, roomId, secret: kept, invite, openedAtMs: clock.now() };
}

function isCallTab(url: string | null, baseUrl: string, address: RoomAddress): boolean {
  if (url === null || barePage(url) !== baseUrl + pagePaths.call) return false;
  const room = roomOfCallPage(url);
  return room !== null && isSameRoom(room, address);
}
