import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { admissionOf, mustLeave } from "../../protocol/access-list.ts";
import { knockLifeMs } from "../../protocol/limits.ts";
import type { VerifiedList } from "../../protocol/signed-list.ts";
import type { Moment } from "../../server/clock.ts";
import { defaultLimits } from "../../server/config.ts";
import { MemoryEngine } from "../../server/engine/memory.ts";
import { packJoin } from "../../server/packed-join.ts";
import { changeList } from "../../server/rooms/change-list.ts";
import { type Arrival, enterRoom } from "../../server/rooms/enter.ts";
import { knockAtRoom } from "../../server/rooms/knock.ts";
import { leaveRoom } from "../../server/rooms/leave.ts";
import { openRoom, wakeRoom } from "../../server/rooms/life.ts";
import { idsHere, type Room, type RoomEffect } from "../../server/rooms/room.ts";
import { makeMember } from "../support/protocol/joins.ts";
import { listFields, nextFields, signList, verifiedList } from "../support/protocol/lists.ts";
import { makeRoom, testTimeMs } from "../support/protocol/room-facts.ts";
import { makeSigningKey, type SigningKey } from "../support/protocol/signing-key.ts";

const limits = { ...defaultLimits, membersPerRoom: 4, knocksPerRoom: 2, listsPerMinute: 1_000 };

let first: VerifiedList;
/** Versions 2 and up, some of them twice. */
let lists: VerifiedList[];
/** Several sessions of the host, of two guests and of two strangers. */
let arrivals: Arrival[];

beforeAll(async () => {
  const room = await makeRoom();
  const people = [
    room.host,
    ...(await Promise.all(Array.from({ length: 4 }, () => makeSigningKey()))),
  ];
  const [, one, two, three] = people as [SigningKey, SigningKey, SigningKey, SigningKey];
  const member = ({ keyId }: SigningKey) => ({ key: keyId, role: "member" }) as const;
  const cohost = ({ keyId }: SigningKey) => ({ key: keyId, role: "cohost" }) as const;
  const opening = await signList(
    listFields(room, { allow: [member(one), member(two)] }),
    room.host,
  );
  first = await verifiedList(room, opening);
  const changes = [
    { allow: [member(one)] },
    { allow: [member(one), member(three)], deny: [two.keyId] },
    { locked: true, allow: [cohost(one)] },
    { door: "closed", allow: [member(one), member(two), member(three)] },
    { door: "knock", deny: [one.keyId], allow: [] },
    { allow: [cohost(two), member(one)], deny: [] },
  ] as const;
  lists = [];
  let payload = opening.payload;
  for (const change of changes) {
    const fields = await nextFields(payload, { locked: false, deny: [], ...change });
    const signed = await signList(fields, room.host);
    const fork = await signList({ ...fields, deny: [three.keyId], allow: [] }, room.host);
    lists.push(await verifiedList(room, signed), await verifiedList(room, fork));
    payload = signed.payload;
  }
  arrivals = [];
  for (const identity of people) {
    for (let sessions = 0; sessions < 4; sessions += 1) {
      const { join, signed, peer } = await makeMember(room, { identity });
      arrivals.push({
        peerId: peer.peerId,
        key: join.key,
        claimsAdmit: join.powers === "admit",
        statement: packJoin(signed, join),
        issuedAtMs: join.issuedAtMs,
        signed,
        how: "join",
      });
    }
  }
});

const at = (ms: number): Moment => ({ nowMs: testTimeMs + ms, monotonicMs: ms });

function opened(): Room {
  const room = openRoom(first, at(0));
  if ("outcome" in room) throw new Error(room.message);
  return room;
}

type Event =
  | { readonly what: "enter" | "resume" | "leave" | "vanish"; readonly who: number }
  | { readonly what: "list"; readonly which: number }
  | { readonly what: "knock"; readonly who: number; readonly to: number }
  | { readonly what: "wait"; readonly ms: number };

const who = fc.nat(19);
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("enter" as const), who }) },
  fc.record({ what: fc.constant("resume" as const), who }),
  fc.record({ what: fc.constant("leave" as const), who }),
  fc.record({ what: fc.constant("vanish" as const), who }),
  fc.record({ what: fc.constant("list" as const), which: fc.nat(11) }),
  fc.record({ what: fc.constant("knock" as const), who, to: who }),
  fc.record({ what: fc.constant("wait" as const), ms: fc.nat(90_000) }),
);

function stepOf(room: Room, event: Exclude<Event, { what: "wait" }>, moment: Moment) {
  switch (event.what) {
    case "enter":
      return enterRoom(room, arrivals[event.who]!, moment, limits);
    case "resume":
      return enterRoom(room, { ...arrivals[event.who]!, how: "resume" }, moment, limits);
    case "leave":
    case "vanish": {
      const { peerId } = arrivals[event.who]!;
      return leaveRoom(room, peerId, event.what === "leave" ? "left" : "away", moment);
    }
    case "list":
      return changeList(room, lists[event.which]!, moment, limits);
    case "knock":
      return knockAtRoom(
        room,
        arrivals[event.who]!.peerId,
        arrivals[event.to]!.peerId,
        "AAAA",
        moment,
        limits,
      );
  }
}

/** What each socket believes of itself, from nothing but what it was told. */
class Sockets {
  readonly inside = new Set<string>();
  readonly atDoor = new Set<string>();

  take(effects: readonly RoomEffect[]): void {
    for (const effect of effects) {
      if (effect.effect === "welcome") {
        this.atDoor.delete(effect.to);
        this.inside.add(effect.to);
        expect(effect.peers.map(({ peerId }) => peerId)).not.toContain(effect.to);
      } else if (effect.effect === "dismiss") {
        this.inside.delete(effect.peerId);
        this.atDoor.delete(effect.peerId);
      } else {
        const { type } = effect.message;
        for (const peerId of effect.to) {
          if (type === "waiting") this.atDoor.add(peerId);
          // Nobody hears of others before their own welcome.
          else expect([type, this.inside.has(peerId)]).toEqual([type, true]);
        }
      }
    }
  }
}

describe("whatever happens in whatever order", () => {
  test("a room keeps its limits and its list, and tells each socket what it is", () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), (sequence) => {
        let room = opened();
        let nowMs = 0;
        const sockets = new Sockets();
        for (const event of sequence) {
          if (event.what === "wait") nowMs += event.ms;
          const moment = at(nowMs);
          const step = event.what === "wait" ? wakeRoom(room, moment) : stepOf(room, event, moment);
          if (event.what === "leave" || event.what === "vanish") {
            const { peerId } = arrivals[event.who]!;
            sockets.inside.delete(peerId);
            sockets.atDoor.delete(peerId);
          }
          if (step.outcome !== "changed") continue;
          sockets.take(step.effects);
          if (step.room === null) return;
          room = step.room;
          check(room, sockets, nowMs);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  function check(room: Room, sockets: Sockets, nowMs: number): void {
    expect(room.members.size).toBeLessThanOrEqual(limits.membersPerRoom);
    expect(new Set(idsHere(room))).toEqual(sockets.inside);
    expect(new Set(room.waiting.keys())).toEqual(sockets.atDoor);
    const keys = [...room.members.values(), ...room.waiting.values()].map(({ key }) => key);
    for (const key of keys) {
      expect(keys.filter((other) => other === key).length).toBeLessThanOrEqual(3);
    }
    for (const { key } of room.members.values()) expect(mustLeave(room.view, key)).toBe(false);
    for (const { key } of room.waiting.values()) {
      expect(admissionOf(room.view, key, testTimeMs + nowMs)).toBe("wait");
    }
    const knocked = [...room.waiting.values()].filter(
      ({ knockedAtMs }) => knockedAtMs !== null && nowMs - knockedAtMs < knockLifeMs,
    );
    expect(knocked.length).toBeLessThanOrEqual(limits.knocksPerRoom);
    expect(room.emptySinceMs === null).toBe(room.members.size + room.waiting.size > 0);
    // Something wakes every room that time alone would change.
    const isIdle = room.emptySinceMs !== null;
    const isAway = [...room.members.values()].some(({ awayUntilMs }) => awayUntilMs !== null);
    if (isIdle || isAway) expect(room.wakeAtMs).toBeLessThan(Number.POSITIVE_INFINITY);
  }
});

describe("the rooms of one process", () => {
  const emptyRoom = (id: string, emptySinceMs: number | null): Room => ({
    ...opened(),
    id,
    emptySinceMs,
  });

  test("are bounded in number: the one empty for longest makes place", () => {
    const engine = new MemoryEngine(2);
    expect(engine.put(emptyRoom("a", 20))).toBe(true);
    expect(engine.put(emptyRoom("b", 10))).toBe(true);
    expect(engine.put(emptyRoom("c", 30))).toBe(true);
    expect([...engine.rooms()].map(({ id }) => id)).toEqual(["a", "c"]);
    engine.put(emptyRoom("a", null));
    engine.put(emptyRoom("c", null));
    expect(engine.put(emptyRoom("d", 40))).toBe(false);
    expect(engine.put(emptyRoom("a", 50))).toBe(true);
    engine.remove("a");
    expect(engine.put(emptyRoom("d", 40))).toBe(true);
    expect(engine.size).toBe(2);
  });

  test("are bounded in the bytes of their lists", () => {
    const room = emptyRoom("a", 1);
    const engine = new MemoryEngine(1_000, 100_000);
    for (let index = 0; index < 1_000; index += 1) {
      expect(engine.put({ ...room, id: `room ${index}`, emptySinceMs: index })).toBe(true);
    }
    expect(engine.size).toBeGreaterThan(5);
    expect(engine.size).toBeLessThan(50);
    for (const { id } of engine.rooms()) engine.remove(id);
    expect(engine.size).toBe(0);
    // Nothing is left on the books.
    for (let index = 0; index < 5; index += 1) engine.put({ ...room, id: `again ${index}` });
    expect(engine.size).toBe(5);
  });
});
