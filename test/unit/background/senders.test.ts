import { expect, test } from "vitest";
import { callPage } from "../../../extension/background/pages.ts";
import { askerOf, mayAsk, type Sender } from "../../../extension/background/senders.ts";
import { own } from "../../support/background/fake-browser.ts";
import { foreignLink, openRoom } from "../../support/background/opened-room.ts";
import { approvalPage, popup } from "../../support/background/worker.ts";

const room = { server: "wss://call.example.org", roomId: "A".repeat(43) };
const tab = { id: 4 };
const page = (path: string): string => own.baseUrl + path;
const roomPage = `https://call.example.org/r/${room.roomId}`;

test.each<[string, Sender, object]>([
  ["the popup", { id: own.id, url: page("extension/popup/index.html") }, { context: "popup" }],
  [
    "the popup in a tab",
    { id: own.id, url: page("extension/popup/tab.html?problem=bad-link#x"), frameId: 0, tab },
    { context: "popup" },
  ],
  [
    "the approval window",
    { id: own.id, url: page("extension/approval/index.html"), frameId: 0, tab },
    { context: "approval", tabId: 4 },
  ],
  [
    "a call tab",
    { id: own.id, url: page(callPage(room)), frameId: 0, tab },
    { context: "call", tabId: 4, room },
  ],
  [
    "a room page",
    { id: own.id, url: `${roomPage}#k=secret`, frameId: 0, tab },
    { context: "room-page", page: roomPage },
  ],
])("knows %s", (_name, sender, asker) => {
  expect(askerOf(sender, own)).toEqual(asker);
});

const approval = page("extension/approval/index.html");
test.each<[string, Sender]>([
  ["nobody", {}],
  ["another extension", { id: "other", url: approval, frameId: 0, tab }],
  ["a page without an address", { id: own.id, frameId: 0, tab }],
  [
    "a page of another extension that has our id's look",
    { id: own.id, url: `chrome-extension://other/extension/approval/index.html`, frameId: 0, tab },
  ],
  ["a frame", { id: own.id, url: approval, frameId: 3, tab }],
  ["the popup in a frame", { id: own.id, url: page("extension/popup/index.html"), frameId: 1 }],
  ["an approval page in no tab", { id: own.id, url: approval }],
  ["a path that only begins alike", { id: own.id, url: `${approval}/x`, frameId: 0, tab }],
  [
    "a path with dots",
    { id: own.id, url: page("extension/call/../approval/index.html"), frameId: 0, tab },
  ],
  [
    "a call tab without a room",
    { id: own.id, url: page("extension/call/index.html"), frameId: 0, tab },
  ],
  [
    "a call tab of a malformed room",
    {
      id: own.id,
      url: page("extension/call/index.html?server=wss://x&room=short"),
      frameId: 0,
      tab,
    },
  ],
  [
    "a call tab of a plain-text server",
    {
      id: own.id,
      url: page(callPage({ ...room, server: "ws://call.example.org" })),
      frameId: 0,
      tab,
    },
  ],
  ["some web page", { id: own.id, url: "https://call.example.org/", frameId: 0, tab }],
  ["a page below a room", { id: own.id, url: `${roomPage}/x`, frameId: 0, tab }],
  ["a room page in a frame", { id: own.id, url: roomPage, frameId: 2, tab }],
  ["a room page that says nothing of its frame", { id: own.id, url: roomPage, tab }],
  ["a file", { id: own.id, url: `file:///r/${room.roomId}`, frameId: 0, tab }],
  [
    "a room page elsewhere that names us",
    { id: own.id, url: `ftp://${own.baseUrl}/r/${room.roomId}`, frameId: 0, tab },
  ],
])("refuses %s", (_name, sender) => {
  expect(() => askerOf(sender, own)).toThrow("request/refused");
});

test("every request is refused to every context that may not ask it", async () => {
  const opened = await openRoom();
  const { worker, browser, tab: callTab } = opened;
  const { identity } = await worker.ask(callTab, "call/room", opened.room);
  // So that there is an approval window, and something worth asking for.
  browser.tabs.add("extension/approval/index.html");
  const contexts = {
    popup,
    approval: approvalPage(browser),
    call: callTab,
    "room-page": { id: own.id, url: foreignLink(), frameId: 0, tab },
  } as const;
  let refused = 0;
  for (const [request, allowed] of Object.entries(mayAsk)) {
    for (const [context, sender] of Object.entries(contexts)) {
      if ((allowed as readonly string[]).includes(context)) continue;
      expect(await worker.refusal(sender, request, { keyId: identity })).toBe("request/refused");
      refused++;
    }
  }
  expect(refused).toBe(Object.keys(mayAsk).length * 3 - 5);
  expect(await worker.ask(popup, "wallet/list", null)).toHaveLength(1);
});

test("a web page learns nothing from the names it asks for", async () => {
  const { worker } = await openRoom();
  const stranger: Sender = { id: own.id, url: "https://evil.example/", frameId: 0, tab };
  for (const request of ["wallet/list", "no/such", "__proto__"]) {
    expect(await worker.refusal(stranger, request, null)).toBe("request/refused");
  }
});
