import { describe, expect, test } from "vitest";
import { parseRoomLink } from "../../../protocol/room-link.ts";
import { invitesKept } from "../../../extension/background/limits.ts";
import { openRoom } from "../../support/background/opened-room.ts";
import { startWorker } from "../../support/background/worker.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

const [bob, carol] = [keyIdOf(5), keyIdOf(6)];

describe("a one-time invite", () => {
  test("is a link to the same room with a token of its own", async () => {
    const { worker, tab, room, link } = await openRoom();
    const made = await worker.ask(tab, "call/make-invite", address(room));
    const { invite, ...rest } = parseRoomLink(made.link);
    const { invite: none, ...own } = parseRoomLink(link);
    expect(none).toBeNull();
    expect(rest).toEqual(own);
    expect(await worker.ask(tab, "call/invites", address(room))).toEqual([
      { token: invite, usedBy: null },
    ]);
  });

  test("counts for the first key that knocks with it, also in the worker's next life", async () => {
    const { worker, browser, tab, room } = await openRoom();
    const { link } = await worker.ask(tab, "call/make-invite", address(room));
    const token = parseRoomLink(link).invite!;
    const use = { ...address(room), token };
    expect(await worker.ask(tab, "call/use-invite", { ...use, key: bob })).toBe(true);
    const next = await startWorker(browser);
    expect(await next.ask(tab, "call/use-invite", { ...use, key: bob })).toBe(true);
    expect(await next.ask(tab, "call/use-invite", { ...use, key: carol })).toBe(false);
  });

  test("that was not made here counts for nobody", async () => {
    const { worker, tab, room } = await openRoom();
    const use = { ...address(room), token: "A".repeat(22), key: bob };
    expect(await worker.ask(tab, "call/use-invite", use)).toBe(false);
  });

  test("makes room for newer ones, past a bound", async () => {
    const { worker, tab, room } = await openRoom();
    const { link: first } = await worker.ask(tab, "call/make-invite", address(room));
    for (let i = 0; i < invitesKept; i += 1) {
      await worker.ask(tab, "call/make-invite", address(room));
    }
    const kept = await worker.ask(tab, "call/invites", address(room));
    expect(kept).toHaveLength(invitesKept);
    expect(kept.map(({ token }) => token)).not.toContain(parseRoomLink(first).invite);
  });

  test("is made for the tab's own room only", async () => {
    const { worker, tab, room } = await openRoom();
    const other = { ...address(room), roomId: "B".repeat(42) + "A" };
    for (const request of ["call/make-invite", "call/invites", "call/newest-list"] as const) {
      expect(await worker.refusal(tab, request, other)).toBe("request/refused");
    }
  });
});

function address({ server, roomId }: { server: string; roomId: string }) {
  return { server, roomId };
}
