import * as fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import {
  denied,
  firstView,
  type ListOutcome,
  type ListView,
  nextView,
  standingOf,
} from "../../protocol/access-list.ts";
import type { Allowed, RoomStatement } from "../../protocol/room.ts";
import type { VerifiedList } from "../../protocol/signed-list.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import {
  listFields,
  nextFields,
  signList,
  signListBySession,
  verifiedList,
} from "../support/protocol/lists.ts";
import { makeRoom, type Room, testTimeMs } from "../support/protocol/room-facts.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// A room with a dishonest cohost: versions that follow, skip, fork, pardon, promote and roll back,
// by all who may sign and some who no longer may. Whatever order an evil server brings them in,
// nobody but the host takes anything away.
const laterMs = testTimeMs + 3_600_000;
let room: Room;
let pool: readonly VerifiedList[];

beforeAll(async () => {
  room = await makeRoom();
  const hostSession = await makeMember(room, { identity: room.host });
  const cohost = await makeMember(room, {}, { powers: "admit" });
  const rogue = await makeMember(room, {}, { powers: "admit" });
  const cohosts = [cohost, rogue].map(({ identity }) => ({
    key: identity.keyId,
    role: "cohost" as const,
  }));
  const lists: VerifiedList[] = [];
  const host = async (fields: RoomStatement): Promise<VerifiedList> => {
    const list = await verifiedList(room, await signList(fields, room.host));
    lists.push(list);
    return list;
  };
  const session = async (
    who: Member,
    before: VerifiedList,
    anchor: VerifiedList,
    change: Partial<RoomStatement>,
  ): Promise<VerifiedList> => {
    const fields = await nextFields(before.signed.payload, change);
    const signed = await signListBySession(fields, who, anchor.signed);
    const list = await verifiedList(room, signed);
    lists.push(list);
    return list;
  };
  const first = await host(listFields(room, { allow: cohosts, deny: [keyIdOf(1)] }));
  const second = await session(hostSession, first, first, { deny: [keyIdOf(1), keyIdOf(2)] });
  await session(rogue, first, first, { deny: [] });
  await session(rogue, first, first, { deny: [keyIdOf(1), keyIdOf(3)] });
  await session(rogue, first, first, { version: 9 });
  const third = await session(cohost, second, first, { locked: true });
  await session(rogue, second, first, { deny: [keyIdOf(1)] });
  const fourth = await host(await nextFields(third.signed.payload, { allow: [cohosts[0]!] }));
  await session(rogue, third, first, { deny: [keyIdOf(1), keyIdOf(2), keyIdOf(4)] });
  await session(rogue, fourth, first, {});
  await session(cohost, fourth, fourth, { deny: [keyIdOf(1), keyIdOf(2), keyIdOf(5)] });
  const pardon = await host(await nextFields(fourth.signed.payload, { deny: [keyIdOf(1)] }));
  await session(hostSession, pardon, pardon, {});
  await host(await nextFields(pardon.signed.payload, { version: 2, deny: [keyIdOf(6)] }));
  pool = lists;
});

/** What a list means to somebody who may not know any yet. */
function offer(view: ListView | null, list: VerifiedList): ListOutcome {
  return view === null ? firstView(list, laterMs) : nextView(view, list, laterMs);
}

/** Faults that no order of honest and dishonest versions may lead to. */
function faultsOf(before: ListView, view: ListView): string[] {
  const faults: string[] = [];
  const [oldAnchor, anchor] = [before.anchor!, view.anchor!];
  if (view.head.list.version < before.head.list.version) faults.push("rolled back");
  if (anchor.list.version < oldAnchor.list.version) faults.push("the host's version rolled back");
  const pardoned = [...denied(before)].filter((key) => !denied(view).has(key));
  if (anchor.hash === oldAnchor.hash && pardoned.length > 0) faults.push("pardoned by a session");
  const isCohost = ({ role }: Allowed): boolean => role === "cohost";
  const byHost = anchor.list.allow.filter(isCohost).map(({ key }) => key);
  const standing = view.head.list.allow.filter(({ key }) => standingOf(view, key) === "cohost");
  if (!standing.every(({ key }) => byHost.includes(key))) faults.push("a cohost by a session");
  return faults;
}

test("in whatever order versions come, only the host lifts a denial or makes a cohost", () => {
  const orders = fc.array(fc.nat(13), { minLength: 2, maxLength: 20 });
  const outcomes: Record<string, number> = {};
  fc.assert(
    fc.property(orders, (order) => {
      let view: ListView | null = null;
      for (const index of order) {
        const outcome: ListOutcome = offer(view, pool[index]!);
        outcomes[outcome.outcome] = (outcomes[outcome.outcome] ?? 0) + 1;
        if (!("view" in outcome)) continue;
        if (view !== null) expect(faultsOf(view, outcome.view)).toEqual([]);
        view = outcome.view;
      }
    }),
    { numRuns: 5_000 },
  );
  expect(pool).toHaveLength(14);
  for (const outcome of ["accepted", "conflict", "known", "stale", "refused"]) {
    expect([outcome, outcomes[outcome]! > 500]).toEqual([outcome, true]);
  }
});

test("whoever is offered everything ends with the same head, in whatever order it comes", () => {
  // Without the version far ahead, which none of the others can follow.
  const near = pool.filter(({ list }) => list.version < 9);
  const all = { minLength: near.length, maxLength: near.length };
  const ends = new Set<string>();
  fc.assert(
    fc.property(fc.shuffledSubarray(near, all), (order) => {
      let view: ListView | null = null;
      // Twice: what came too early is offered again, by peers who tell each other their heads.
      for (const list of [...order, ...order]) {
        const outcome: ListOutcome = offer(view, list);
        if ("view" in outcome) view = outcome.view;
      }
      ends.add(view!.head.hash);
    }),
    { numRuns: 1_000 },
  );
  expect(ends.size).toBe(1);
});
