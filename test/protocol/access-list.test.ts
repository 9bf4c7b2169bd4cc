import { beforeAll, describe, expect, test } from "vitest";
import {
  admissionOf,
  firstView,
  type ListView,
  mayBeHere,
  mustLeave,
  nextView,
  standingOf,
} from "../../protocol/access-list.ts";
import { clockSkewMs } from "../../protocol/limits.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import type { Allowed, RoomStatement } from "../../protocol/room.ts";
import type { SignedList, VerifiedList } from "../../protocol/signed-list.ts";
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
import { acceptedView, viewAfter } from "../support/protocol/views.ts";

const [anna, ben, cleo, dora] = [keyIdOf(1), keyIdOf(2), keyIdOf(3), keyIdOf(4)];
let room: Room;
let hostSession: Member;
let cohost: Member;
let otherCohost: Member;
/** Version 1: two cohosts, Anna a member, Ben denied. */
let first: VerifiedList;

beforeAll(async () => {
  room = await makeRoom();
  hostSession = await makeMember(room, { identity: room.host });
  cohost = await makeMember(room, {}, { powers: "admit" });
  otherCohost = await makeMember(room, {}, { powers: "admit" });
  const allow = [...cohosts(), member(anna)];
  first = await byHost(listFields(room, { allow, deny: [ben] }));
});

const member = (key: KeyId): Allowed => ({ key, role: "member" });
const cohosts = (): Allowed[] =>
  [cohost, otherCohost].map(({ identity }) => ({ key: identity.keyId, role: "cohost" }));

async function byHost(list: RoomStatement): Promise<VerifiedList> {
  return verifiedList(room, await signList(list, room.host));
}

async function bySession(
  who: Member,
  list: RoomStatement,
  anchor: SignedList = first.signed,
): Promise<VerifiedList> {
  return verifiedList(room, await signListBySession(list, who, anchor));
}

/** The fields of the version after `list`. */
function after(list: VerifiedList, change: Partial<RoomStatement> = {}): Promise<RoomStatement> {
  return nextFields(list.signed.payload, change);
}

function next(view: ListView, list: VerifiedList) {
  return nextView(view, list, list.list.issuedAtMs);
}

/** What is known after further statements of the head's version. */
function forked(view: ListView, ...branches: readonly VerifiedList[]): ListView {
  return branches.reduce((before, branch) => {
    const outcome = next(before, branch);
    if (outcome.outcome === "conflict") return outcome.view;
    throw expect.fail(`no conflict: ${JSON.stringify(outcome).slice(0, 300)}`);
  }, view);
}

function standings(view: ListView, ...keys: readonly KeyId[]): string[] {
  return keys.map((key) => standingOf(view, key));
}

describe("rule 1: the first list one meets", () => {
  test("is version 1 by the host", () => {
    const view = viewAfter(first);
    const { host } = first.list;
    const keys = [host, cohost.identity.keyId, anna, ben, cleo];
    expect(standings(view, ...keys)).toEqual(["host", "cohost", "member", "denied", "unlisted"]);
  });

  test("is any later version: it proves itself", async () => {
    const later = await bySession(cohost, await after(first, { locked: true }));
    expect(firstView(later, testTimeMs)).toMatchObject({
      outcome: "accepted",
      missed: 0,
      view: { anchor: { hash: first.hash } },
    });
  });

  test("is judged by the host's version it rests on", async () => {
    const list = await bySession(cohost, await after(first, { deny: [] }));
    expect(firstView(list, testTimeMs)).toMatchObject({ outcome: "refused" });
  });
});

describe("rule 2: the version after", () => {
  test("follows by number, hash and time", async () => {
    const second = await bySession(cohost, await after(first));
    const view = viewAfter(first, second, await byHost(await after(second)));
    expect(view.head.list.version).toBe(3);
  });

  test("is refused where it does not follow the hash", async () => {
    const list = await bySession(cohost, await after(first, { previous: first.list.room }));
    expect(next(viewAfter(first), list)).toEqual({
      outcome: "refused",
      why: "the list does not follow the version before",
    });
  });

  test("is refused where it is older", async () => {
    const list = await byHost(await after(first, { issuedAtMs: testTimeMs - 1 }));
    expect(next(viewAfter(first), list)).toMatchObject({ outcome: "refused" });
    const sameTime = await byHost(await after(first, { issuedAtMs: testTimeMs }));
    expect(next(viewAfter(first), sameTime)).toMatchObject({ outcome: "accepted" });
  });

  test("may be up to a thousand versions on, and says how many were missed", async () => {
    const previous = first.list.room;
    for (const [version, outcome] of [
      [3, { outcome: "accepted", missed: 1 }],
      [1_001, { outcome: "accepted", missed: 999 }],
      [1_002, { outcome: "refused" }],
      [999_999_999, { outcome: "refused" }],
    ] as const) {
      for (const list of [
        await byHost(await after(first, { version, previous })),
        await bySession(cohost, await after(first, { version, previous })),
      ]) {
        expect(next(viewAfter(first), list)).toMatchObject(outcome);
      }
    }
  });

  test("is not dated ahead, which would make every honest version after it too old", async () => {
    const nowMs = testTimeMs + 1_000;
    for (const [aheadMs, outcome] of [
      [2 * clockSkewMs, "accepted"],
      [2 * clockSkewMs + 1, "refused"],
    ] as const) {
      const list = await byHost(await after(first, { issuedAtMs: nowMs + aheadMs }));
      expect(nextView(viewAfter(first), list, nowMs).outcome).toBe(outcome);
      expect(firstView(list, nowMs).outcome).toBe(outcome);
    }
  });
});

describe("rule 3: the host's identity key", () => {
  test("may change cohosts, the door, the lock, members and denials", async () => {
    const change = { allow: [member(ben)], deny: [anna], door: "closed", locked: true } as const;
    const view = viewAfter(first, await byHost(await after(first, change)));
    const keys = [cohost.identity.keyId, ben, anna];
    expect(standings(view, ...keys)).toEqual(["unlisted", "member", "denied"]);
  });

  test("takes a cohost's power at once", async () => {
    const fired = await byHost(await after(first, { allow: [member(anna)] }));
    const revenge = await bySession(cohost, await after(fired, { allow: cohosts() }));
    expect(next(viewAfter(first, fired), revenge)).toEqual({
      outcome: "refused",
      why: "the list rests on an older version of the host's than one already seen",
    });
  });

  test("is remembered across versions by sessions", async () => {
    const fired = await byHost(await after(first, { allow: [cohosts()[0]!] }));
    const second = await bySession(cohost, await after(fired), fired.signed);
    const revenge = await bySession(otherCohost, await after(second, { allow: cohosts() }));
    expect(next(viewAfter(first, fired, second), revenge)).toMatchObject({ outcome: "refused" });
  });
});

describe("rule 4: a session, the host's own or a cohost's", () => {
  const who = [
    ["the host's session", () => hostSession],
    ["a cohost's session", () => cohost],
  ] as const;

  test.each(who)("%s may admit, remove, deny and lock", async (_, session) => {
    const change = { allow: [...cohosts(), member(cleo)], deny: [ben, anna], locked: true };
    const list = await bySession(session(), await after(first, change));
    expect(standings(viewAfter(first, list), cleo, anna)).toEqual(["member", "denied"]);
  });

  test.each(who)("%s may not change cohosts, the door or lift a denial", async (_, session) => {
    const changes: readonly Partial<RoomStatement>[] = [
      { door: "closed" },
      { deny: [] },
      { deny: [cleo] },
      { allow: [member(anna)] },
      { allow: [...cohosts(), { key: anna, role: "cohost" }] },
      { allow: [...cohosts().slice(1), member(cohost.identity.keyId)] },
      { allow: cohosts().slice(1), deny: [ben, cohost.identity.keyId] },
    ];
    for (const change of changes) {
      const list = await bySession(session(), await after(first, change));
      expect(next(viewAfter(first), list)).toMatchObject({ outcome: "refused" });
      expect(firstView(list, testTimeMs)).toMatchObject({ outcome: "refused" });
    }
  });

  test.each(who)("%s may not lift what another session denied", async (_, session) => {
    const denied = await bySession(otherCohost, await after(first, { deny: [ben, cleo] }));
    const lifted = await bySession(session(), await after(denied, { deny: [ben] }));
    expect(next(viewAfter(first, denied), lifted)).toMatchObject({ outcome: "refused" });
  });

  test("no cohost lifts it by seeming to have missed it; the host's session cuts nobody off", async () => {
    // The host's session may really have missed it. What it then writes counts, and so does the
    // denial: else a cohost could cut us off from the host by a branch that only we see.
    const denied = await bySession(otherCohost, await after(first, { deny: [ben, cleo] }));
    const view = viewAfter(first, denied);
    for (const version of [3, 7]) {
      const fields = await after(denied, { deny: [ben], version, previous: first.list.room });
      expect(next(view, await bySession(cohost, fields))).toMatchObject({ outcome: "refused" });
      const since = acceptedView(next(view, await bySession(hostSession, fields)));
      expect(since.head.list.version).toBe(version);
      expect(standings(since, ben, cleo)).toEqual(["denied", "denied"]);
      const settled = acceptedView(next(since, await byHost(await after(since.head))));
      expect(standings(settled, ben, cleo)).toEqual(["denied", "unlisted"]);
    }
  });

  test.each(who)("%s may write cohosts in another order", async (_, session) => {
    const list = await bySession(session(), await after(first, { allow: cohosts().toReversed() }));
    expect(next(viewAfter(first), list)).toMatchObject({ outcome: "accepted" });
  });

  test("rests on a host's version that we have not seen, and brings it along", async () => {
    const promoted = await byHost(
      await after(first, { allow: [...cohosts(), { key: anna, role: "cohost" }] }),
    );
    const list = await bySession(hostSession, await after(promoted), promoted.signed);
    const view = acceptedView(next(viewAfter(first), list));
    expect(view.anchor?.hash).toBe(promoted.hash);
    expect(standingOf(view, anna)).toBe("cohost");
  });

  test("a missed version in which the host lifted a denial does not cut us off", async () => {
    // The host pardons Ben in version 2, which we miss, and a session writes version 3 on it.
    const pardon = await byHost(await after(first, { deny: [] }));
    const list = await bySession(hostSession, await after(pardon), pardon.signed);
    expect(standingOf(acceptedView(next(viewAfter(first), list)), ben)).toBe("unlisted");
  });
});

describe("rule 5: forks", () => {
  const deny = (...keys: KeyId[]): Partial<RoomStatement> => ({ deny: [ben, ...keys] });

  test("hold the denials of every branch, in every order of arrival", async () => {
    const branches = [
      await byHost(await after(first, deny(keyIdOf(10)))),
      await bySession(hostSession, await after(first, deny(keyIdOf(11)))),
      await bySession(cohost, await after(first, deny(keyIdOf(12)))),
      await bySession(otherCohost, await after(first, deny(keyIdOf(13)))),
    ];
    for (const order of permutations(branches)) {
      const view = forked(viewAfter(first, order[0]!), ...order.slice(1));
      expect(view.head.hash).toBe(branches[0]!.hash);
      expect(view.anchor?.hash).toBe(branches[0]!.hash);
      for (const number of [10, 11, 12, 13]) {
        expect(standingOf(view, keyIdOf(number))).toBe("denied");
      }
    }
  });

  test("prefer the host, then the host's session, then the bytewise smaller hash", async () => {
    const host = await byHost(await after(first, deny(keyIdOf(20))));
    const session = await bySession(hostSession, await after(first, deny(keyIdOf(21))));
    const some: VerifiedList[] = [];
    for (let i = 0; i < 16; i++) {
      some.push(await bySession(cohost, await after(first, deny(keyIdOf(30 + i)))));
    }
    const bytes = (list: VerifiedList): Buffer => Buffer.from(list.hash, "base64url");
    const [smallest] = some.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
    const headOf = (one: VerifiedList, ...others: readonly VerifiedList[]): string =>
      forked(viewAfter(first, one), ...others).head.hash;
    expect(headOf(some[0]!, ...some.slice(1))).toBe(smallest!.hash);
    expect(headOf(some.at(-1)!, ...some.slice(0, -1))).toBe(smallest!.hash);
    expect(headOf(some[0]!, ...some.slice(1), session)).toBe(session.hash);
    expect(headOf(session, ...some)).toBe(session.hash);
    expect(headOf(some[0]!, session, host, ...some.slice(1))).toBe(host.hash);
    expect(headOf(host, session, ...some)).toBe(host.hash);
  });

  test("do not let a third statement push a denial out", async () => {
    // Previously only two statements were kept: a cohost who was denied by another could write two
    // of their own with smaller hashes, and the one that denied them was forgotten.
    const denial = await bySession(otherCohost, await after(first, deny(cleo)));
    let view = viewAfter(first, denial);
    for (let i = 0; i < 12; i++) {
      const rival = await bySession(cohost, await after(first, deny(keyIdOf(40 + i))));
      view = forked(view, rival);
      expect(standingOf(view, cleo)).toBe("denied");
    }
  });

  test("are bounded: a cohost cannot make everyone remember any number of keys", async () => {
    let view = viewAfter(first, await bySession(cohost, await after(first, { locked: true })));
    let outcome = "none";
    for (let i = 0; i < 6; i++) {
      const many = Array.from({ length: 250 }, (_, n) => keyIdOf(1_000 + i * 250 + n));
      const result = next(view, await bySession(cohost, await after(first, deny(...many))));
      outcome = result.outcome;
      if (result.outcome === "conflict") view = result.view;
    }
    expect(outcome).toBe("refused");
    expect(view.forkDenied.length).toBeLessThanOrEqual(1_024);
    const byHostNow = await byHost(await after(first, deny(cleo)));
    expect(next(view, byHostNow)).toMatchObject({ outcome: "conflict" });
  });

  test("are settled by the host's next version, whichever branch it follows", async () => {
    const one = await bySession(cohost, await after(first, deny(dora)));
    const two = await bySession(otherCohost, await after(first, deny(cleo)));
    const settled = await byHost(await after(one));
    for (const view of [
      viewAfter(first, one),
      viewAfter(first, two),
      forked(viewAfter(first, one), two),
      forked(viewAfter(first, two), one),
    ]) {
      const since = acceptedView(next(view, settled));
      expect(since).toMatchObject({ conflict: null, forkDenied: [] });
      expect(standings(since, dora, cleo)).toEqual(["denied", "unlisted"]);
    }
  });

  test("keep their denials across a session's next version, whether it holds them or not", async () => {
    const one = await bySession(cohost, await after(first, deny(dora)));
    const two = await bySession(otherCohost, await after(first, deny(cleo)));
    const view = forked(viewAfter(first, one), two);
    const [preferred, other] = [view.head, view.conflict!];
    for (const who of [hostSession, cohost]) {
      const holds = await bySession(who, await after(preferred, deny(dora, cleo)));
      const since = acceptedView(next(view, holds));
      expect(standings(since, dora, cleo)).toEqual(["denied", "denied"]);
      expect(since.forkDenied).toEqual([]);
      const knowsOne = await bySession(who, await after(preferred));
      const carried = acceptedView(next(view, knowsOne));
      expect(standings(carried, dora, cleo)).toEqual(["denied", "denied"]);
      const andOn = acceptedView(next(carried, await bySession(who, await after(knowsOne))));
      expect(standings(andOn, dora, cleo)).toEqual(["denied", "denied"]);
    }
    // A cohost cannot lift the preferred branch's denials by going on from the other.
    const onOther = await after(other);
    expect(next(view, await bySession(cohost, onOther))).toMatchObject({ outcome: "refused" });
    const byHosts = acceptedView(next(view, await bySession(hostSession, onOther)));
    expect(standings(byHosts, dora, cleo)).toEqual(["denied", "denied"]);
  });

  test("a session's version after the host's branch brings that branch along", async () => {
    // We saw only a cohost's version 2; the others saw the host's and went on from it.
    const ours = await bySession(cohost, await after(first, deny(cleo)));
    const theirs = await byHost(await after(first));
    const third = await bySession(hostSession, await after(theirs, deny(cleo)), theirs.signed);
    expect(next(viewAfter(first, ours), third)).toMatchObject({ outcome: "accepted" });
  });

  test("rest on the host's versions below: a fired cohost cannot fork the one that fired them", async () => {
    const fired = await byHost(await after(first, { allow: [cohosts()[1]!] }));
    const second = await byHost(await after(fired));
    const revenge = await bySession(
      cohost,
      await after(fired, { allow: cohosts(), deny: [ben, anna] }),
    );
    expect(next(viewAfter(first, fired, second), revenge)).toMatchObject({ outcome: "refused" });
    expect(next(viewAfter(fired, second), revenge)).toMatchObject({ outcome: "refused" });
  });

  test("break the same rules as any version: no cohost, no door, no pardon", async () => {
    const honest = await bySession(otherCohost, await after(first));
    for (const change of [
      { deny: [] },
      { door: "closed" as const },
      { allow: [...cohosts(), { key: anna, role: "cohost" as const }] },
    ]) {
      const branch = await bySession(cohost, await after(first, change));
      expect(next(viewAfter(first, honest), branch)).toMatchObject({ outcome: "refused" });
    }
  });

  test("are not seen where the same statement comes again", async () => {
    const one = await bySession(cohost, await after(first));
    const two = await bySession(otherCohost, await after(first, { locked: true }));
    expect(next(viewAfter(first, one), one)).toEqual({ outcome: "known" });
    const view = forked(viewAfter(first, one), two);
    expect(next(view, one)).toEqual({ outcome: "known" });
    expect(next(view, two)).toEqual({ outcome: "known" });
  });
});

describe("rule 6: rolled back and expired", () => {
  test("a lower version is stale, by whomever", async () => {
    const second = await byHost(await after(first));
    expect(next(viewAfter(first, second), first)).toEqual({ outcome: "stale", seen: 2 });
    const other = await byHost(listFields(room));
    expect(next(viewAfter(first, second), other)).toEqual({ outcome: "stale", seen: 2 });
  });

  test("nobody new enters an expired room but the host, who alone can renew it", () => {
    const view = viewAfter(first);
    const { host, expiresAtMs } = first.list;
    const admissions = (key: KeyId) =>
      [expiresAtMs - 1, expiresAtMs].map((nowMs) => admissionOf(view, key, nowMs));
    expect(admissions(host)).toEqual(["enter", "enter"]);
    expect(admissions(cohost.identity.keyId)).toEqual(["enter", "expired"]);
    expect(admissions(anna)).toEqual(["enter", "expired"]);
    expect(admissions(cleo)).toEqual(["wait", "expired"]);
    expect(admissions(ben)).toEqual(["denied", "denied"]);
    expect(mustLeave(view, anna)).toBe(false);
  });
});

test.each([
  ["knock", false, ["enter", "enter", "enter", "denied", "wait"]],
  ["closed", false, ["enter", "enter", "enter", "denied", "denied"]],
  ["knock", true, ["enter", "enter", "locked", "denied", "locked"]],
  ["closed", true, ["enter", "enter", "locked", "denied", "locked"]],
] as const)("who enters at door %s, locked %s", async (door, locked, expected) => {
  const view = viewAfter(await byHost({ ...first.list, door, locked }));
  const keys = [room.host.keyId, cohost.identity.keyId, anna, ben, cleo];
  expect(keys.map((key) => admissionOf(view, key, testTimeMs))).toEqual(expected);
});

test("who is removed or denied must leave; the host never", async () => {
  const view = viewAfter(first, await byHost(await after(first, { allow: cohosts() })));
  const keys = [room.host.keyId, cohost.identity.keyId, anna, ben, cleo];
  expect(keys.map((key) => mustLeave(view, key))).toEqual([false, false, true, true, true]);
});

test("who joined after the room was locked or had expired is not rightly here", async () => {
  const locked = viewAfter(await byHost({ ...first.list, locked: true }));
  const { issuedAtMs, expiresAtMs } = locked.head.list;
  const { host } = first.list;
  const cohostKey = cohost.identity.keyId;
  for (const [key, joinedAtMs, rightly] of [
    // Whoever locked may have a clock that is five minutes behind the server's.
    [anna, issuedAtMs + clockSkewMs, true],
    [anna, issuedAtMs + clockSkewMs + 1, false],
    [cohostKey, issuedAtMs + clockSkewMs + 1, true],
    [cohostKey, expiresAtMs, false],
    [host, expiresAtMs, true],
    [ben, issuedAtMs, false],
    [cleo, issuedAtMs, false],
  ] as const) {
    expect(mayBeHere(locked, key, joinedAtMs)).toBe(rightly);
  }
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]),
  );
}
