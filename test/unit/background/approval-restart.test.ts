import { expect, test } from "vitest";
import { keyIdOfJwk } from "../../../protocol/public-key.ts";
import { verifyJoin } from "../../../protocol/peer-statement.ts";
import { verifyList } from "../../../protocol/signed-list.ts";
import type { Outcome } from "../../../extension/shared/approval.ts";
import { joinAsk } from "../../support/background/asks.ts";
import { openRoom, type OpenedRoom } from "../../support/background/opened-room.ts";
import {
  approvalPage,
  popup,
  startWorker,
  windowsSettle,
} from "../../support/background/worker.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

// The browser ends the worker whenever nothing has happened for half a minute: in the middle of
// what a person reads. Each life here starts from what the one before left in storage.

async function asked(opened: OpenedRoom, createsRoom = false): Promise<string> {
  const { worker, tab, alice, room, browser } = opened;
  const ask = joinAsk(room, alice.keyId, browser.clock.nowMs, { createsRoom });
  return (await worker.ask(tab, "call/ask", ask)).requestId;
}

async function restarted(opened: OpenedRoom): Promise<OpenedRoom> {
  const worker = await startWorker(opened.browser);
  await windowsSettle();
  return { ...opened, worker };
}

function outcomeOf(opened: OpenedRoom, requestId: string): Promise<Outcome | null> {
  return opened.worker.ask(opened.tab, "call/outcome", { requestId });
}

async function approveShown(opened: OpenedRoom): Promise<void> {
  const page = approvalPage(opened.browser);
  const shown = (await opened.worker.ask(page, "approvals/current", null))!;
  const { id, statements } = shown;
  await opened.worker.ask(page, "approvals/approve", { id, statements });
}

test("a request that is shown is approved in the worker's next life", async () => {
  const before = await openRoom([{ key: keyIdOf(5), label: "Bob" }]);
  const requestId = await asked(before, true);
  const after = await restarted(before);
  expect(await outcomeOf(after, requestId)).toBeNull();
  await approveShown(after);

  const outcome = await outcomeOf(after, requestId);
  if (outcome?.outcome !== "approved") throw expect.fail(`it was ${outcome?.outcome}`);
  const [join, list] = outcome.signed;
  const { join: statement } = await verifyJoin(join!);
  expect(statement.key).toBe(await keyIdOfJwk(before.alice.publicKey));
  const verified = await verifyList(list!, before.room.roomId);
  expect(verified.list.allow).toEqual([{ key: keyIdOf(5), role: "member" }]);
  // The window closed behind it, and the badge is clear.
  expect(before.browser.tabs.open.filter(({ url }) => url?.includes("approval"))).toEqual([]);
  expect(before.browser.badge.count).toBe(0);
});

test("what waits behind the shown request is shown next, in the next life too", async () => {
  const before = await openRoom();
  const first = await asked(before);
  const second = before.browser.tabs.add("extension/call/index.html");
  const { tab, ...rest } = before;
  const otherTab = { ...tab, tab: { id: second } };
  const behind = await asked({ ...rest, tab: otherTab });
  const after = await restarted(before);
  const page = approvalPage(after.browser);
  await after.worker.ask(page, "approvals/deny", { id: first });
  const shown = await after.worker.ask(page, "approvals/current", null);
  expect(shown).toMatchObject({ id: behind, waiting: 1 });
});

test("a window that was never opened is opened by the next life", async () => {
  const before = await openRoom();
  before.browser.window.opensAfter = new Promise(() => undefined);
  await asked(before);
  before.browser.window.opensAfter = null;
  const after = await restarted(before);
  await approveShown(after);
});

test("a window that came up as the worker died is taken up, and no second one opened", async () => {
  const before = await openRoom();
  before.browser.window.opensAfter = new Promise(() => undefined);
  await asked(before);
  before.browser.tabs.add("extension/approval/index.html");
  const after = await restarted(before);
  expect(after.browser.tabs.open.filter(({ url }) => url?.includes("approval"))).toHaveLength(1);
  await approveShown(after);
});

test("closing the window while the worker sleeps is a no", async () => {
  const before = await openRoom();
  const requestId = await asked(before);
  const page = approvalPage(before.browser);
  before.browser.tabs.remove(page.tab!.id!);
  const after = await restarted(before);
  expect(await outcomeOf(after, requestId)).toEqual({ outcome: "denied" });
});

test("a request whose call tab has gone meanwhile is interrupted, shown as such, never signed", async () => {
  const before = await openRoom();
  const requestId = await asked(before);
  const page = approvalPage(before.browser);
  const { statements } = (await before.worker.ask(page, "approvals/current", null))!;
  before.browser.tabs.remove(before.tabId);
  const after = await restarted(before);
  expect(await after.worker.ask(popup, "approvals/list", null)).toMatchObject([
    { id: requestId, state: "interrupted" },
  ]);
  const refused = await after.worker.refusal(page, "approvals/approve", {
    id: requestId,
    statements,
  });
  expect(refused).toBe("request/refused");
  await after.worker.ask(popup, "approvals/dismiss", { id: requestId });
  expect(await after.worker.ask(popup, "approvals/list", null)).toEqual([]);
});

test("what was approved but not signed when the worker died is interrupted, never signed", async () => {
  const before = await openRoom();
  const requestId = await asked(before);
  const page = approvalPage(before.browser);
  const { statements } = (await before.worker.ask(page, "approvals/current", null))!;
  // The worker dies while the key is being fetched: nothing ever comes of that life.
  let fetched = 0;
  const keys = before.browser.keys;
  const { get } = keys;
  keys.get = () => {
    fetched++;
    return new Promise(() => undefined);
  };
  void before.worker.background.onMessage(
    { request: "approvals/approve", params: { id: requestId, statements } },
    page,
  );
  await windowsSettle();
  expect(fetched).toBe(1);
  keys.get = get;

  const after = await restarted(before);
  expect(await outcomeOf(after, requestId)).toEqual({ outcome: "interrupted" });
  const again = await after.worker.refusal(page, "approvals/approve", {
    id: requestId,
    statements,
  });
  expect(again).toBe("request/refused");
});

test("what was signed is still there for its asker after the worker died", async () => {
  const before = await openRoom();
  const requestId = await asked(before);
  await approveShown(before);
  const after = await restarted(before);
  expect(await outcomeOf(after, requestId)).toMatchObject({ outcome: "approved" });
  // And again, where the first answer was lost with another life.
  expect(await outcomeOf(await restarted(after), requestId)).toMatchObject({ outcome: "approved" });
});

test("nothing is signed that could not be written down first", async () => {
  const opened = await openRoom();
  const requestId = await asked(opened);
  const page = approvalPage(opened.browser);
  const { statements } = (await opened.worker.ask(page, "approvals/current", null))!;
  opened.browser.session.fails = true;
  const refused = await opened.worker.refusal(page, "approvals/approve", {
    id: requestId,
    statements,
  });
  expect(refused).toBe("storage/failed");
  opened.browser.session.fails = false;
  expect(await outcomeOf(opened, requestId)).toEqual({ outcome: "interrupted" });
});

test("the time runs on while the worker sleeps", async () => {
  const before = await openRoom();
  const requestId = await asked(before);
  expect(before.browser.alarm.atMs).toBe(before.browser.clock.nowMs + 120_000);
  before.browser.clock.nowMs += 120_000;
  const after = await restarted(before);
  expect(await outcomeOf(after, requestId)).toEqual({ outcome: "expired" });
  expect(after.browser.alarm.atMs).toBeNull();
});

test("a mirror of another version is not taken up", async () => {
  const opened = await openRoom();
  await asked(opened);
  const { values } = opened.browser.session;
  values.set("approvals", values.get("approvals")!.replace('"version":1', '"version":2'));
  const after = await restarted(opened);
  expect(await after.worker.ask(popup, "approvals/list", null)).toEqual([]);
});

test("the mirror holds fields and no statement, secret or key", async () => {
  const opened = await openRoom();
  await asked(opened, true);
  const mirrored = opened.browser.session.values.get("approvals")!;
  expect(mirrored).toContain('"showing"');
  expect(mirrored).not.toContain("Latchkey v1");
  const record = await opened.worker.ask(opened.tab, "call/room", opened.room);
  expect(mirrored).not.toContain(record.secret);
});
