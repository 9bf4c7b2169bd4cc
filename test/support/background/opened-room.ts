import { buildRoomLink, parseRoomLink } from "../../../protocol/room-link.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { Identity } from "../../../extension/shared/identity.ts";
import type { AllowedKey } from "../../../extension/shared/room-record.ts";
import type { Sender } from "../../../extension/background/senders.ts";
import { testServer, testTimeMs } from "../protocol/room-facts.ts";
import type { RoomFacts } from "./asks.ts";
import { createFakeBrowser, type FakeBrowser } from "./fake-browser.ts";
import { callTab, popup, startWorker, type Worker } from "./worker.ts";

/** A browser in which Alice has a key, a room of her own and its call tab open. */
export interface OpenedRoom {
  readonly browser: FakeBrowser;
  readonly worker: Worker;
  readonly alice: Identity;
  readonly room: RoomFacts;
  readonly link: string;
  readonly tabId: number;
  readonly tab: Sender;
}

export async function openRoom(allowed: readonly AllowedKey[] = []): Promise<OpenedRoom> {
  const browser = createFakeBrowser(testTimeMs);
  const worker = await startWorker(browser);
  const alice = await worker.ask(popup, "wallet/generate", { name: "Alice" });
  const { link } = await worker.ask(popup, "rooms/create", {
    server: testServer,
    identity: alice.keyId,
    door: "knock",
    allowed,
  });
  const { server, roomId } = parseRoomLink(link);
  const tabId = browser.tabs.open.at(-1)!.id;
  const room = { server, roomId, host: alice.keyId };
  return { browser, worker, alice, room, link, tabId, tab: callTab(tabId, room) };
}

/** A link to some room of somebody else's. */
export function foreignLink(server = testServer): string {
  return buildRoomLink({
    server,
    roomId: "B".repeat(42) + "A",
    secret: "C".repeat(21) + "A",
    invite: null,
  });
}

/** The room of `foreignLink`, whose host is `host`. */
export function foreignRoom(host: KeyId): RoomFacts {
  return { server: testServer, roomId: "B".repeat(42) + "A", host };
}
