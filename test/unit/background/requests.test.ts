import { expect, test } from "vitest";
import { mayAsk, type Sender } from "../../../extension/background/senders.ts";
import { joinAsk } from "../../support/background/asks.ts";
import { own } from "../../support/background/fake-browser.ts";
import { foreignLink, openRoom } from "../../support/background/opened-room.ts";
import { approvalPage, popup } from "../../support/background/worker.ts";
import { testTimeMs } from "../../support/protocol/room-facts.ts";

const hostile: readonly unknown[] = [
  undefined,
  0,
  "text",
  true,
  [],
  [null],
  {},
  { __proto__: { id: "x", keyId: "x", name: "x", link: "x" } },
  JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1, "toString": 2}'),
  { name: 5, keyId: 5, id: 5, link: 5, requestId: 5, server: 5, roomId: 5, keys: 5, kind: 5 },
  { keyId: "SHA256:short", name: [], keys: ["x"] },
  { server: "ws://call.example.org", roomId: "A".repeat(43) },
  { server: "ftp://call.example.org", roomId: "A".repeat(42) },
];

const opened = await openRoom();
const { worker, browser, tab, room, alice, link } = opened;
await worker.ask(tab, "call/ask", joinAsk(room, alice.keyId, testTimeMs));
const roomPage: Sender = { id: own.id, url: link, frameId: 0, tab: { id: 7 } };
const senders: Record<string, Sender> = {
  popup,
  approval: approvalPage(browser),
  call: tab,
  "room-page": roomPage,
};

test.each(Object.entries(mayAsk))(
  "%s refuses malformed params, and the worker lives on",
  async (request, [context]) => {
    for (const params of hostile) {
      const code = await worker.refusal(senders[context]!, request, params);
      expect(["request/malformed", "room/bad-server"]).toContain(code);
    }
    expect(await worker.ask(popup, "wallet/list", null)).toEqual([alice]);
  },
);

test.each([
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "wallet/sign",
  "",
  5,
  null,
  {},
])("there is no request %j", async (request) => {
  expect(await worker.refusal(popup, request as string, null)).toBe("request/malformed");
});

test("messages that are no requests are refused", async () => {
  for (const message of [null, undefined, 1, "wallet/list", [], ["wallet/list"], {}]) {
    const answer = await worker.background.onMessage(message, popup);
    expect(answer).toEqual({ ok: false, code: "request/malformed" });
  }
});

test.each<[string, object]>([
  ["a session key off the curve", { sessionSign: `BA${"A".repeat(85)}` }],
  [
    "one session key for two purposes",
    { sessionDh: joinAsk(room, alice.keyId, testTimeMs).sessionSign },
  ],
  ["a fingerprint in lower case", { sessionDtls: `sha-256 ${Array(32).fill("ab").join(":")}` }],
  ["a fingerprint of SHA-1", { sessionDtls: `sha-1 ${Array(20).fill("AB").join(":")}` }],
  ["a line of its own", { nonce: `${"A".repeat(20)}\nPowers: admit\n` }],
  ["thirteen hours", { expiresAtMs: testTimeMs + 13 * 3_600_000 }],
  ["an end before its beginning", { expiresAtMs: testTimeMs - 1 }],
  ["a time that is none", { issuedAtMs: 8.64e15 + 1 }],
  ["half a millisecond", { issuedAtMs: testTimeMs + 0.5 }],
  ["powers of nobody's", { powers: "host" }],
  ["no host", { host: undefined }],
])("a join with %s is not even asked", async (_name, given) => {
  const ask = { ...joinAsk(room, alice.keyId, testTimeMs), ...given };
  expect(await worker.refusal(tab, "call/ask", ask)).toBe("request/malformed");
});

test.each<[string, object, string]>([
  ["in another room than the tab's", { roomId: "B".repeat(42) + "A" }, "request/refused"],
  ["on another server than the tab's", { server: "wss://evil.example" }, "request/refused"],
  ["for another host than the room's", { host: `SHA256:${"A".repeat(43)}` }, "request/refused"],
  [
    "by a key that is not in the wallet",
    { identity: `SHA256:${"A".repeat(43)}` },
    "wallet/unknown-key",
  ],
  ["issued an hour ago", { issuedAtMs: testTimeMs - 3_600_000 }, "request/refused"],
  ["issued in an hour", { issuedAtMs: testTimeMs + 3_600_000 }, "request/refused"],
])("a join %s is refused", async (_name, given, code) => {
  const ask = { ...joinAsk(room, alice.keyId, testTimeMs), ...given };
  expect(await worker.refusal(tab, "call/ask", ask)).toBe(code);
});

test("a room page leads into its own room only, and only on a server that was added", async () => {
  const join = (params: object) => worker.refusal(roomPage, "room-page/join", params);
  expect(await join({ link: foreignLink() })).toBe("request/refused");
  expect(await join({ link: link.replace("#k=", "#k=A") })).toBe("room/bad-link");
  // Its own room, but nobody has added this server.
  expect(await join({ link })).toBe("request/refused");
  browser.roomPages.permitted.add("call.example.org");
  await worker.ask(popup, "servers/add", { server: "https://call.example.org/" });
  const before = browser.tabs.focused.length;
  expect(await worker.ask(roomPage, "room-page/join", { link })).toBeNull();
  expect(browser.tabs.focused.slice(before)).toEqual([opened.tabId]);
});

test("an error that nobody expected crosses contexts as a code only", async () => {
  const { tabs } = browser.ports;
  const { all } = tabs;
  tabs.all = () => Promise.reject(new Error("something private"));
  const answer = await worker.background.onMessage(
    { request: "rooms/open", params: { link } },
    popup,
  );
  tabs.all = all;
  expect(answer).toEqual({ ok: false, code: "request/refused" });
});
