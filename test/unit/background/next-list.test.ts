import { describe, expect, test } from "vitest";
import { toBase64url } from "../../../protocol/base64.ts";
import { sha256 } from "../../../protocol/hash.ts";
import { listMaxLifeMs } from "../../../protocol/limits.ts";
import type { HostChange } from "../../../protocol/list-edit.ts";
import { parseRoom } from "../../../protocol/room.ts";
import { type SignedList, verifyList } from "../../../protocol/signed-list.ts";
import type { Outcome } from "../../../extension/shared/approval.ts";
import { describe as describeRequest } from "../../../extension/approval/describe.ts";
import { confirmAsk, joinAsk, listAsk } from "../../support/background/asks.ts";
import { openRoom, type OpenedRoom } from "../../support/background/opened-room.ts";
import {
  approvalPage,
  popup,
  startWorker,
  windowsSettle,
} from "../../support/background/worker.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { nextFields, signList } from "../../support/protocol/lists.ts";
import { makeSessionKeys } from "../../support/protocol/session-keys.ts";

const [bob, carol] = [keyIdOf(5), keyIdOf(6)];
const makesBobCohost: HostChange = { change: "cohost", key: bob, isCohost: true };

/** Alice's room, whose first list lets Bob in; her wallet remembers it. */
async function openedWithList(): Promise<OpenedRoom & { first: SignedList }> {
  const opened = await openRoom([{ key: bob, label: "Bob" }]);
  const { worker, tab, room, alice, browser } = opened;
  const ask = joinAsk(room, alice.keyId, browser.clock.nowMs, { createsRoom: true });
  const { requestId } = await worker.ask(tab, "call/ask", ask);
  await approveShown(opened);
  const outcome = await worker.ask(tab, "call/outcome", { requestId });
  if (outcome?.outcome !== "approved") throw expect.fail("not approved");
  const first = outcome.signed[1]!;
  await remember(opened, first);
  return { ...opened, first };
}

async function remember(opened: OpenedRoom, list: SignedList): Promise<void> {
  const { server, roomId, host } = opened.room;
  const { version } = parseRoom(list.payload);
  const seen = { server, roomId, host, identity: opened.alice.keyId, list, version, fork: null };
  await opened.worker.ask(opened.tab, "call/remember", seen);
}

async function approveShown({ browser, worker }: OpenedRoom): Promise<void> {
  const page = approvalPage(browser);
  const { id, statements } = (await worker.ask(page, "approvals/current", null))!;
  await worker.ask(page, "approvals/approve", { id, statements });
}

async function hashOf({ payload }: SignedList): Promise<string> {
  return toBase64url(await sha256(payload));
}

async function request(opened: OpenedRoom, change: HostChange, after: SignedList): Promise<string> {
  const asked = listAsk(opened.room, change, await hashOf(after));
  return (await opened.worker.ask(opened.tab, "call/ask", asked)).requestId;
}

function outcomeOf(opened: OpenedRoom, requestId: string): Promise<Outcome | null> {
  return opened.worker.ask(opened.tab, "call/outcome", { requestId });
}

async function newest(opened: OpenedRoom): Promise<SignedList> {
  const { server, roomId } = opened.room;
  return (await opened.worker.ask(opened.tab, "call/newest-list", { server, roomId }))!;
}

describe("the host's next list", () => {
  test("is shown as what it changes, signed as it was shown, and remembered at once", async () => {
    const opened = await openedWithList();
    const requestId = await request(opened, makesBobCohost, opened.first);
    const page = approvalPage(opened.browser);
    const shown = (await opened.worker.ask(page, "approvals/current", null))!;
    expect(describeRequest(shown)).toMatchObject({
      kind: "list",
      version: 2,
      cohostsMade: [{ key: bob, label: "Bob" }],
      added: [],
      removed: [],
      denied: [],
      door: null,
      isRenewed: false,
    });
    await approveShown(opened);
    const outcome = await outcomeOf(opened, requestId);
    if (outcome?.outcome !== "approved") throw expect.fail(`it was ${outcome?.outcome}`);
    const [signed] = outcome.signed;
    expect(signed?.payload).toBe(shown.statements[0]);
    const { list, signedBy } = await verifyList(signed!, opened.room.roomId);
    expect(signedBy).toEqual({ as: "host" });
    expect(list).toMatchObject({
      version: 2,
      previous: await hashOf(opened.first),
      allow: [{ key: bob, role: "cohost" }],
    });
    expect((await newest(opened)).payload).toBe(signed?.payload);
  });

  test("renewed holds for 30 days from now on", async () => {
    const opened = await openedWithList();
    opened.browser.clock.nowMs += 3_600_000;
    await request(opened, { change: "renew" }, opened.first);
    await approveShown(opened);
    const { issuedAtMs, expiresAtMs } = parseRoom((await newest(opened)).payload);
    expect([issuedAtMs, expiresAtMs - issuedAtMs]).toEqual([
      opened.browser.clock.nowMs,
      listMaxLifeMs,
    ]);
  });

  test("keeps out whoever a branch of a fork denies", async () => {
    const opened = await openedWithList();
    const { server, roomId, host } = opened.room;
    const fork = { conflict: null, denied: [carol] };
    await opened.worker.ask(opened.tab, "call/remember", {
      server,
      roomId,
      host,
      identity: opened.alice.keyId,
      list: opened.first,
      version: 1,
      fork,
    });
    await request(opened, { change: "settle" }, opened.first);
    await approveShown(opened);
    expect(parseRoom((await newest(opened)).payload).deny).toEqual([carol]);
  });
});

describe("no list is signed", () => {
  test("for anybody but the room's host", async () => {
    const opened = await openedWithList();
    const other = await opened.worker.ask(popup, "wallet/generate", { name: "Other me" });
    const asked = listAsk(
      { ...opened.room, host: other.keyId },
      makesBobCohost,
      await hashOf(opened.first),
    );
    expect(await opened.worker.refusal(opened.tab, "call/ask", asked)).toBe("request/refused");
  });

  test("after another version than the newest that the wallet remembers", async () => {
    const opened = await openedWithList();
    const asked = listAsk(opened.room, makesBobCohost, "A".repeat(43));
    expect(await opened.worker.refusal(opened.tab, "call/ask", asked)).toBe("room/list-moved");
  });

  test("before the room has one", async () => {
    const opened = await openRoom();
    const asked = listAsk(opened.room, { change: "renew" }, "A".repeat(43));
    expect(await opened.worker.refusal(opened.tab, "call/ask", asked)).toBe("request/refused");
  });

  test("for a change that is none, or with fields that are not its own", async () => {
    const opened = await openedWithList();
    const follows = await hashOf(opened.first);
    const changes: unknown[] = [
      { change: "everything" },
      { change: "cohost", key: "Bob", isCohost: true },
      { change: "cohost", key: bob },
      { change: "door", door: "open" },
      null,
    ];
    for (const change of changes) {
      const asked = { ...listAsk(opened.room, { change: "renew" }, follows), change };
      expect(await opened.worker.refusal(opened.tab, "call/ask", asked)).toBe("request/malformed");
    }
    const noCohost = listAsk(
      opened.room,
      { change: "cohost", key: opened.alice.keyId, isCohost: true },
      follows,
    );
    expect(await opened.worker.refusal(opened.tab, "call/ask", noCohost)).toBe("request/refused");
  });

  test("that was shown before a session's version took its place", async () => {
    const opened = await openedWithList();
    const session = await bySession(opened);
    const requestId = await request(opened, makesBobCohost, opened.first);
    const page = approvalPage(opened.browser);
    const { id, statements } = (await opened.worker.ask(page, "approvals/current", null))!;
    await remember(opened, session);
    expect(await opened.worker.refusal(page, "approvals/approve", { id, statements })).toBe(
      "room/list-moved",
    );
    expect(await outcomeOf(opened, requestId)).toEqual({ outcome: "interrupted" });
    expect((await newest(opened)).payload).toBe(session.payload);
  });

  test("twice of one version: the newer question takes the older one's place", async () => {
    const opened = await openedWithList();
    const older = await request(opened, makesBobCohost, opened.first);
    const newer = await request(opened, { change: "door", door: "closed" }, opened.first);
    expect(await outcomeOf(opened, older)).toEqual({ outcome: "interrupted" });
    await approveShown(opened);
    expect(await outcomeOf(opened, newer)).toMatchObject({ outcome: "approved" });
    const again = listAsk(opened.room, makesBobCohost, await hashOf(opened.first));
    expect(await opened.worker.refusal(opened.tab, "call/ask", again)).toBe("room/list-moved");
  });

  test("twice of one version by two tabs", async () => {
    const opened = await openedWithList();
    const second = opened.browser.tabs.add("extension/call/index.html");
    const otherTab = { ...opened, tab: { ...opened.tab, tab: { id: second } } };
    await request(opened, makesBobCohost, opened.first);
    const behind = await request(otherTab, { change: "door", door: "closed" }, opened.first);
    await approveShown(opened);
    const page = approvalPage(opened.browser);
    const { id, statements } = (await opened.worker.ask(page, "approvals/current", null))!;
    expect(id).toBe(behind);
    const refusal = opened.worker.refusal(page, "approvals/approve", { id, statements });
    expect(await refusal).toBe("room/list-moved");
    expect(parseRoom((await newest(opened)).payload)).toMatchObject({ version: 2, door: "knock" });
  });
});

describe("where the worker ends", () => {
  async function restarted(opened: OpenedRoom): Promise<OpenedRoom> {
    const worker = await startWorker(opened.browser);
    await windowsSettle();
    return { ...opened, worker };
  }

  test("while a list is shown, its next life shows the same and signs it", async () => {
    const before = await openedWithList();
    const requestId = await request(before, makesBobCohost, before.first);
    const shown = await before.worker.ask(approvalPage(before.browser), "approvals/current", null);
    const after = await restarted(before);
    const again = await after.worker.ask(approvalPage(after.browser), "approvals/current", null);
    expect(again?.statements).toEqual(shown?.statements);
    expect(again?.list).toEqual(shown?.list);
    await approveShown(after);
    expect(await outcomeOf(after, requestId)).toMatchObject({ outcome: "approved" });
  });

  test("after signing and before that was written down, it does not sign again", async () => {
    const before = await openedWithList();
    const { session } = before.browser.ports;
    await request(before, makesBobCohost, before.first);
    // Something behind it, so that the window stays.
    const { worker, tab, room, alice } = before;
    await worker.ask(tab, "call/ask", confirmAsk(room, alice.keyId, bob));
    const written = structuredClone(await session.get("approvals"));
    await approveShown(before);
    const signed = await newest(before);
    // What the next life finds: the list, and a request that still waits.
    await session.set("approvals", written);
    const after = await restarted(before);
    const page = approvalPage(after.browser);
    const {
      id,
      ask: asked,
      statements,
    } = (await after.worker.ask(page, "approvals/current", null))!;
    expect(asked.kind).toBe("list");
    const refusal = after.worker.refusal(page, "approvals/approve", { id, statements });
    expect(await refusal).toBe("room/list-moved");
    expect(parseRoom(signed.payload).version).toBe(2);
    expect((await newest(after)).payload).toBe(signed.payload);
  });
});

/** Version 2 as a session of Alice's signs it: nothing but the call tab has a hand in that. */
async function bySession(opened: OpenedRoom & { first: SignedList }): Promise<SignedList> {
  const { worker, tab, room, alice, browser, first } = opened;
  const session = await makeSessionKeys();
  const asked = joinAsk(room, alice.keyId, browser.clock.nowMs, {
    sessionSign: session.sign.pointText,
    sessionDh: session.dh.pointText,
    sessionDtls: session.dtls,
  });
  const { requestId } = await worker.ask(tab, "call/ask", asked);
  await approveShown(opened);
  const outcome = await outcomeOf(opened, requestId);
  if (outcome?.outcome !== "approved") throw expect.fail("not approved");
  const list = await nextFields(first.payload, { locked: true });
  return { ...(await signList(list, session.sign)), by: outcome.signed[0]!, anchor: first };
}
