import { expect, test } from "vitest";
import { parseRoomLink } from "../../../protocol/room-link.ts";
import { roomIdOf } from "../../../protocol/room.ts";
import type { AllowedKey } from "../../../extension/shared/room-record.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { joinAsk } from "../../support/background/asks.ts";
import { foreignLink, foreignRoom, openRoom } from "../../support/background/opened-room.ts";
import { approvalPage, callTab, popup } from "../../support/background/worker.ts";
import { makeMember } from "../../support/protocol/joins.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import {
  listFields,
  nextFields,
  signList,
  signListBySession,
} from "../../support/protocol/lists.ts";
import { makeRoom, testServer } from "../../support/protocol/room-facts.ts";

const bob: AllowedKey = { key: keyIdOf(2), label: "Bob" };
const carol: AllowedKey = { key: keyIdOf(3), label: "" };

test("a new room has a fresh salt and secret, and its host is in its id", async () => {
  const { worker, alice, link, room, browser, tab } = await openRoom([bob]);
  const record = await worker.ask(tab, "call/room", room);
  expect(record).toMatchObject({ host: alice.keyId, identity: alice.keyId, highestVersion: 0 });
  const salt = record.draft!.salt;
  expect(await roomIdOf(alice.keyId, salt)).toBe(room.roomId);
  expect(parseRoomLink(link)).toMatchObject({ secret: record.secret, invite: null });
  expect(record.draft).toEqual({ salt, door: "knock", allowed: [bob] });
  const again = await worker.ask(popup, "rooms/create", {
    server: testServer,
    identity: alice.keyId,
    door: "closed",
    allowed: [],
  });
  expect(again.link).not.toBe(link);
  expect(browser.tabs.open.filter(({ url }) => url?.includes("/call/"))).toHaveLength(2);
});

test("the address of the call tab holds no secret", async () => {
  const { browser, link } = await openRoom();
  const { secret } = parseRoomLink(link);
  for (const { url } of browser.tabs.open) expect(url).not.toContain(secret);
});

test("a key pasted twice counts once, with the label it has", async () => {
  const named: AllowedKey = { key: carol.key, label: "Carol\u202E" };
  const { worker, room, tab } = await openRoom([bob, carol, named, { ...bob, label: "Robert" }]);
  const { draft } = await worker.ask(tab, "call/room", room);
  expect(draft?.allowed).toEqual([bob, { key: carol.key, label: "Carol" }]);
});

test.each<[string, (host: string) => object, string]>([
  ["the host listed", (host) => ({ allowed: [{ key: host, label: "" }] }), "room/host-listed"],
  [
    "257 keys",
    () => ({ allowed: Array.from({ length: 257 }, (_, i) => ({ key: keyIdOf(i), label: "" })) }),
    "room/too-many-keys",
  ],
  ["a server in plain text", () => ({ server: "http://call.example.org" }), "room/bad-server"],
  ["no server", () => ({ server: "call" }), "room/bad-server"],
  ["a key that is not in the wallet", () => ({ identity: keyIdOf(9) }), "wallet/unknown-key"],
  ["another door", () => ({ door: "open" }), "request/malformed"],
  [
    "something that is no key",
    () => ({ allowed: [{ key: "SHA256:x", label: "" }] }),
    "request/malformed",
  ],
])("no room with %s", async (_name, given, code) => {
  const { worker, alice } = await openRoom();
  const params = { server: testServer, identity: alice.keyId, door: "knock", allowed: [] };
  expect(await worker.refusal(popup, "rooms/create", { ...params, ...given(alice.keyId) })).toBe(
    code,
  );
  expect(await worker.ask(popup, "rooms/recent", null)).toHaveLength(1);
});

test("256 keys make a list that a verifier takes", async () => {
  const allowed = Array.from({ length: 256 }, (_, i) => ({ key: keyIdOf(i + 1_000), label: "" }));
  const { worker, room, tab, alice, browser } = await openRoom(allowed);
  const ask = joinAsk(room, alice.keyId, browser.clock.nowMs, { createsRoom: true });
  await worker.ask(tab, "call/ask", ask);
  const shown = await worker.ask(approvalPage(browser), "approvals/current", null);
  expect(shown?.statements[1]).toContain("End: 256 entries\n");
  expect(shown?.room?.allowed).toHaveLength(256);
});

test("a link opens a call tab, and the same link later brings that tab to the front", async () => {
  const { worker, browser } = await openRoom();
  const before = browser.tabs.open.length;
  await worker.ask(popup, "rooms/open", { link: ` ${foreignLink()}\n` });
  await worker.ask(popup, "rooms/open", { link: foreignLink() });
  expect(browser.tabs.open).toHaveLength(before + 1);
  expect(browser.tabs.focused).toEqual([browser.tabs.open.at(-1)!.id]);
});

test("two quick clicks open one tab", async () => {
  // A new tab shows its address only once it loads: found in Chromium, where two tabs came up.
  const { worker, browser } = await openRoom();
  const before = browser.tabs.open.length;
  const { all } = browser.ports.tabs;
  browser.ports.tabs.all = async () => (await all()).map((tab) => ({ ...tab, url: null }));
  await Promise.all([
    worker.ask(popup, "rooms/open", { link: foreignLink() }),
    worker.ask(popup, "rooms/open", { link: foreignLink() }),
  ]);
  expect(browser.tabs.open).toHaveLength(before + 1);
  // But a tab that has been somewhere else since is not taken for the call.
  browser.clock.nowMs += 60_000;
  await worker.ask(popup, "rooms/open", { link: foreignLink() });
  expect(browser.tabs.open).toHaveLength(before + 2);
});

test.each([
  "",
  "hello",
  "https://call.example.org/",
  `${foreignLink().split("#")[0]}`,
  "javascript:alert(1)",
])("a link that leads to no room is refused: %j", async (link) => {
  const { worker, browser } = await openRoom();
  expect(await worker.refusal(popup, "rooms/open", { link })).toBe("room/bad-link");
  expect(await worker.ask(popup, "rooms/recent", null)).toHaveLength(1);
  await worker.background.onLinkChosen(link);
  expect(browser.tabs.open.at(-1)!.url).toContain("extension/popup/tab.html?problem=bad-link");
});

test("the fifty newest rooms are kept, newest first", async () => {
  const { worker, room } = await openRoom();
  for (let i = 0; i < 55; i++) {
    const server = `wss://host${i}.example`;
    await worker.ask(popup, "rooms/open", { link: foreignLink(server) });
  }
  const recent = await worker.ask(popup, "rooms/recent", null);
  expect(recent).toHaveLength(50);
  expect(recent[0]!.server).toBe("wss://host54.example");
  expect(recent.map(({ roomId }) => roomId)).not.toContain(room.roomId);
});

test("opening a known room again keeps what is known of it, and takes the new invite", async () => {
  const { worker, link, room, tab } = await openRoom([bob]);
  const invite = "I".repeat(21) + "A";
  await worker.ask(popup, "rooms/open", { link: `${link}&i=${invite}` });
  const record = await worker.ask(tab, "call/room", room);
  expect(record).toMatchObject({ invite, host: room.host, draft: { allowed: [bob] } });
});

test("forgetting a room forgets its secret and its labels", async () => {
  const { worker, room, tab, browser } = await openRoom([bob]);
  const { server, roomId } = room;
  await worker.ask(popup, "rooms/forget", { server, roomId });
  expect(await worker.ask(popup, "rooms/recent", null)).toEqual([]);
  expect(await worker.refusal(tab, "call/room", { server, roomId })).toBe("room/unknown");
  expect(browser.local.values.get("rooms")).toBe("[]");
});

test("a call tab learns the names this person gave, and those of their own keys", async () => {
  const { worker, tab, alice } = await openRoom([bob, carol]);
  const known = await worker.ask(tab, "call/known-keys", {
    keys: [carol.key, bob.key, alice.keyId, keyIdOf(77)],
  });
  expect(known).toEqual([
    { key: bob.key, name: "Bob" },
    { key: alice.keyId, name: "Alice" },
  ]);
});

/** A room of somebody else's that Alice has opened, with two versions of its list. */
async function foreign() {
  const opened = await openRoom();
  const theirs = await makeRoom();
  const { server, roomId, host, secret } = theirs;
  const link = `https://call.example.org/r/${roomId}#k=${secret}`;
  await opened.worker.ask(popup, "rooms/open", { link });
  const tab = callTab(opened.browser.tabs.open.at(-1)!.id, { server, roomId });
  const first = await signList(listFields(theirs), host);
  const second = await signList(await nextFields(first.payload), host);
  const seen = (list: SignedList, version: number) => ({
    server,
    roomId,
    host: host.keyId,
    identity: opened.alice.keyId,
    list,
    version,
    fork: null,
  });
  return { ...opened, theirs, tab, first, second, seen };
}

test("remembers the newest list, and never a lower version", async () => {
  const { worker, tab, first, second, seen, theirs, alice } = await foreign();
  await worker.ask(tab, "call/remember", seen(first, 1));
  await worker.ask(tab, "call/remember", seen(second, 2));
  await worker.ask(tab, "call/remember", seen(first, 1));
  expect(await worker.ask(tab, "call/room", theirs)).toMatchObject({
    host: theirs.host.keyId,
    identity: alice.keyId,
    highestVersion: 2,
    list: { payload: second.payload },
  });
});

test("remembers no list that does not hold", async () => {
  const { worker, tab, first, second, seen, theirs } = await foreign();
  const otherRoom = await makeRoom();
  const other = await signList(listFields(otherRoom), otherRoom.host);
  const unsigned = { ...first, payload: second.payload };
  for (const [list, version] of [
    [first, 2],
    [other, 1],
    [unsigned, 2],
  ] as const) {
    expect(await worker.refusal(tab, "call/remember", seen(list, version))).toBe("room/bad-list");
  }
  const stranger = { ...seen(first, 1), host: keyIdOf(9) };
  expect(await worker.refusal(tab, "call/remember", stranger)).toBe("room/bad-list");
  expect(await worker.ask(tab, "call/room", theirs)).toMatchObject({
    highestVersion: 0,
    list: null,
  });
});

test("remembers what a fork denies, until a later version", async () => {
  const { worker, tab, first, second, seen, theirs } = await foreign();
  const fork = { conflict: first, denied: [keyIdOf(9)] };
  await worker.ask(tab, "call/remember", { ...seen(first, 1), fork });
  expect(await worker.ask(tab, "call/room", theirs)).toMatchObject({ fork });
  await worker.ask(tab, "call/remember", seen(second, 2));
  expect(await worker.ask(tab, "call/room", theirs)).toMatchObject({ fork: null });
});

test("remembers no branch of a fork that is of another version", async () => {
  const { worker, tab, first, second, seen } = await foreign();
  const fork = { conflict: second, denied: [] };
  const forked = { ...seen(first, 1), fork };
  expect(await worker.refusal(tab, "call/remember", forked)).toBe("room/bad-list");
});

test("remembers a list that a session of the host's signed", async () => {
  const { worker, tab, first, seen, theirs } = await foreign();
  await worker.ask(tab, "call/remember", seen(first, 1));
  const host = await makeMember(theirs, { identity: theirs.host });
  const list = await signListBySession(await nextFields(first.payload), host, first);
  await worker.ask(tab, "call/remember", seen(list, 2));
  const record = await worker.ask(tab, "call/room", theirs);
  expect(record.list?.by).toEqual(host.signed);
});

test("a call tab speaks for the room in its own address only", async () => {
  const { worker, tab, seen, first, room } = await foreign();
  const { server, roomId } = room;
  expect(await worker.refusal(tab, "call/room", { server, roomId })).toBe("request/refused");
  const elsewhere = { ...seen(first, 1), server, roomId };
  expect(await worker.refusal(tab, "call/remember", elsewhere)).toBe("request/refused");
});

test("the first list is signed only for one's own room, and only before it has one", async () => {
  const { worker, browser, alice, room, tab } = await openRoom();
  const nowMs = browser.clock.nowMs;
  const bobsKey = await worker.ask(popup, "wallet/generate", { name: "Other me" });
  const asOther = joinAsk(room, bobsKey.keyId, nowMs, { createsRoom: true });
  expect(await worker.refusal(tab, "call/ask", asOther)).toBe("request/refused");

  await worker.ask(tab, "call/ask", joinAsk(room, alice.keyId, nowMs, { createsRoom: true }));
  const page = approvalPage(browser);
  const shown = (await worker.ask(page, "approvals/current", null))!;
  expect(shown).toMatchObject({ hostName: "Alice", serverIsKnown: false, room: { door: "knock" } });
  const { id, statements } = shown;
  await worker.ask(page, "approvals/approve", { id, statements });
  const outcome = await worker.ask(tab, "call/outcome", { requestId: shown.id });
  if (outcome?.outcome !== "approved") throw expect.fail("not approved");
  const { server, roomId, host } = room;
  const list = outcome.signed[1]!;
  const seen = { server, roomId, host, identity: alice.keyId, list, version: 1, fork: null };
  await worker.ask(tab, "call/remember", seen);
  const again = joinAsk(room, alice.keyId, nowMs, { createsRoom: true });
  expect(await worker.refusal(tab, "call/ask", again)).toBe("request/refused");

  // From now on the server is one that this wallet knows.
  await worker.ask(tab, "call/ask", joinAsk(room, alice.keyId, nowMs));
  expect(await worker.ask(approvalPage(browser), "approvals/current", null)).toMatchObject({
    serverIsKnown: true,
    hostIsKnown: true,
    room: null,
  });
});

test("nothing is asked in a room that this wallet does not know", async () => {
  const { worker, alice, browser } = await openRoom();
  const room = foreignRoom(keyIdOf(4));
  const ask = joinAsk(room, alice.keyId, browser.clock.nowMs);
  expect(await worker.refusal(callTab(5, room), "call/ask", ask)).toBe("room/unknown");
});

test("rooms that two tabs change at once are both changed", async () => {
  const { worker } = await openRoom();
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      worker.ask(popup, "rooms/open", { link: foreignLink(`wss://host${i}.example`) }),
    ),
  );
  expect(await worker.ask(popup, "rooms/recent", null)).toHaveLength(9);
});

test("a storage that is full is said to be", async () => {
  const { worker, browser } = await openRoom();
  browser.local.fails = true;
  expect(await worker.refusal(popup, "rooms/open", { link: foreignLink() })).toBe("storage/failed");
});
