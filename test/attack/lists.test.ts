import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { withholdingAfterMs } from "../../extension/call/room/server-watch.ts";
import { toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import { parseRoom, type RoomStatement } from "../../protocol/room.ts";
import type { SignedList } from "../../protocol/signed-list.ts";
import type { ServerAttack } from "../support/attack/evil-server/attacks.ts";
import { ownSession } from "../support/attack/evil-server/forgery.ts";
import type { Party } from "../support/attack/party.ts";
import { createStage, type Scene } from "../support/attack/stage.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { nextFields, signList, signListBySession } from "../support/protocol/lists.ts";
import { enter } from "../support/server/enter.ts";
import { makeSigningKey, type SigningKey } from "../support/protocol/signing-key.ts";

const scene = createStage();

const forgeries = [
  ["add-to-list", "signature"],
  ["sign-list", "signature"],
  ["invent-cohost", "powers"],
  ["own-host", "room"],
] as const satisfies readonly (readonly [ServerAttack, string])[];

describe("a server that shows a list that the host has not signed", () => {
  test("control: the host's next version is taken by everybody", async () => {
    const { there, alice } = await twoBound();
    await there.publish(await versionAfter(there, there.list, { door: "closed" }));
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
    expect(alice.notices.map(({ notice }) => notice)).not.toContain("list-refused");
  });

  test.each(forgeries)("%s, to whoever joins: they leave, for %s", async (attack, check) => {
    const there = await scene(2);
    await there.joined(0);
    there.evil.attack(attack);
    const bob = there.party(1);
    bob.session.join(bob.identity.keyId, "Bob");
    await bob.until("out", ({ state }) => state().at === "lobby");
    expect(bob.state()).toMatchObject({ problem: { problem: "list-refused", check } });
    expect(bob.remembered()).toBeNull();
    expect(there.network.links.flatMap(({ sent }) => [...sent])).toEqual([]);
  });

  test.each(forgeries)("%s, in mid-call: said, for %s, and not followed", async (attack, check) => {
    const { there, alice, bob } = await twoBound();
    there.evil.attack(attack);
    await there.evil.strike();
    await alice.until("told of it", ({ notices }) => notices.length > 1);
    expect(alice.notices).toContainEqual({ notice: "list-refused", who: "", failedCheck: check });
    expect(versionOf(alice)).toBe(1);
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
    // The key that the forged list lets in gets nowhere by it.
    there.evil.attack("admit-key");
    await there.evil.strike();
    await alice.until(
      "refusing the key",
      ({ peer }) => peer(there.evil.key.keyId)?.failedCheck === "allowed",
    );
  });
});

describe("a server that rolls the list back", () => {
  /** Version 2 has removed Mallory, who is number 2. */
  async function withoutMallory(there: Scene): Promise<SignedList> {
    const mallory = there.members[2]!.keyId;
    const { allow } = parseRoom(there.list.payload);
    return versionAfter(there, there.list, {
      allow: allow.filter(({ key }) => key !== mallory),
      deny: [mallory],
    });
  }

  test("for somebody who remembers: the newer list counts, and it is said", async () => {
    const there = await scene(3);
    const second = await withoutMallory(there);
    there.evil.attack("roll-back-list");
    const alice = await there.joined(0, { list: second });
    expect(alice.notices).toContainEqual(expect.objectContaining({ notice: "list-stale" }));
    expect(versionOf(alice)).toBe(2);
    const mallory = there.members[2]!;
    const statement = await ownSession(there.statementOf(0), mallory);
    for (const line of there.evil.lines()) line.toClient({ type: "peer-joined", ...statement });
    await alice.until(
      "refusing Mallory",
      ({ peer }) => peer(mallory.keyId)?.failedCheck === "allowed",
    );
  });

  test("and the server's own list, where it is only old, is brought up to date", async () => {
    const there = await scene(3);
    const second = await withoutMallory(there);
    const alice = await there.joined(0, { list: second });
    const bob = await there.joined(1);
    await bob.untilBound(alice.identity.keyId);
    expect(versionOf(bob)).toBe(2);
  });

  test("in mid-call: said, and whoever was removed stays out", async () => {
    const { there, alice } = await twoBound(3);
    await there.publish(await withoutMallory(there));
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
    there.evil.attack("roll-back-list");
    await there.evil.strike();
    await alice.until("told of it", saysNotice("list-stale"));
    expect(versionOf(alice)).toBe(2);
  });

  test("for somebody who forgot the list but not its version: they leave", async () => {
    const there = await scene(3);
    there.evil.attack("roll-back-list");
    const alice = there.party(0, { highestVersion: 2 });
    alice.session.join(alice.identity.keyId, "Alice");
    await alice.until("out", ({ state }) => state().at === "lobby");
    expect(alice.state()).toMatchObject({
      problem: { problem: "list-rolled-back", seen: 2, got: 1 },
    });
  });

  // Rule 8: whoever is told of a version tells everybody they are bound to.
  test("freeze-list: the removed stay until one of those bound hears of it, and no longer", async () => {
    const { there, alice, bob } = await twoBound(3);
    const mallory = await there.attacker(2, alice);
    await mallory.bind(await mallory.connect());
    const { keyId } = mallory.member.identity;
    await alice.untilBound(keyId);

    there.evil.attack("freeze-list");
    const second = await withoutMallory(there);
    await publishUnheard(there, second);
    expect(alice.peer(keyId)?.link).toBe("bound");
    // The server tells Bob alone. It proves itself, whoever brings it: Alice has it from Bob.
    const { peerId } = alice.peer(bob.identity.keyId)!;
    const toBob = there.evil.lines().filter((line) => line.peerId() === peerId);
    for (const line of toBob) line.toClient({ type: "list", ...second });
    await alice.until("without Mallory", ({ peer }) => peer(keyId) === undefined);
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
    expect(alice.notices.map(({ notice }) => notice)).not.toContain("list-refused");
    // The server was given it, and had time to show it: that it does not is said.
    await wait(withholdingAfterMs);
    await alice.until("told of it", saysNotice("list-withheld"));
    expect(alice.session.room()).toMatchObject({ version: 2, withheld: 2 });
  }, 20_000);
});

describe("a host who removes somebody", () => {
  test("has every peer cut the link, whatever the removed and the server do", async () => {
    const { there, alice } = await twoBound(3);
    const host = await there.host();
    const mallory = await there.attacker(2, alice);
    const channel = await mallory.connect();
    await mallory.bind(channel);
    const { keyId } = mallory.member.identity;
    await alice.untilBound(keyId);
    there.evil.attack("keep-removed");
    host.session.editList({ edit: "deny", key: keyId });
    await alice.until("without Mallory", ({ peer }) => peer(keyId) === undefined);
    expect(versionOf(alice)).toBe(2);
    // It does not leave by itself: what it says goes on to nobody, and it comes in no second time.
    await mallory.say(channel, { type: "hello", name: "still here" }).catch(() => undefined);
    await there.evil.strike();
    await alice.until("refusing it", ({ peer }) => peer(keyId)?.failedCheck === "allowed");
    expect(alice.peer(keyId)).toMatchObject({ link: "refused", claimedName: "", stream: null });
    expect(host.notices.map(({ notice }) => notice)).not.toContain("change-lost");
  });

  test("is told of the host as the reason, by the signed list", async () => {
    const { there, bob } = await twoBound(2);
    const host = await there.host();
    host.session.editList({ edit: "deny", key: bob.identity.keyId });
    await bob.until("out", ({ state }) => state().at === "left");
    expect(bob.state()).toMatchObject({
      problem: { problem: "removed", by: host.identity.keyId, isHost: true, isDenied: true },
    });
  });
});

describe("a room that forks", () => {
  test("is still forked after the tab was closed, and its denials hold", async () => {
    const there = await scene(4);
    const [one, other] = await branches(there);
    await there.publish(one);
    const denied = parseRoom(other.payload).deny[0]!;
    const fork = { conflict: other, denied: [denied, ...parseRoom(one.payload).deny] };
    const alice = await there.joined(0, { list: one, fork });
    expect(alice.session.room()).toMatchObject({ version: 2, hasForked: true });
    const statement = await ownSession(there.statementOf(0), there.members[3]!);
    for (const line of there.evil.lines()) line.toClient({ type: "peer-joined", ...statement });
    await alice.until(
      "refusing number 3",
      ({ peer }) => peer(there.members[3]!.keyId)?.failedCheck === "allowed",
    );
  });

  test("in mid-call: said, and every denial of either branch holds", async () => {
    const { there, alice } = await twoBound(4);
    const [one, other] = await branches(there);
    showTo(there, one);
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
    showTo(there, other);
    await alice.until("told of it", saysNotice("list-conflict"));
    for (const index of [2, 3]) {
      const member = await there.attacker(index, alice).catch(() => null);
      // The real server knows version 1 only and lets them in.
      expect(member).not.toBeNull();
      await alice.until(
        `refusing number ${index}`,
        ({ peer }) => peer(there.members[index]!.keyId)?.failedCheck === "allowed",
      );
    }
  });

  test("between what the wallet remembers and what the server shows: said on entry", async () => {
    const there = await scene(4);
    const [one, other] = await branches(there);
    await there.publish(one);
    const alice = await there.joined(0, { list: other });
    await alice.until("told of it", saysNotice("list-conflict"));
  });

  /** Version 2 twice: one denies number 2, the other number 3. */
  async function branches(there: Scene): Promise<[SignedList, SignedList]> {
    const { allow } = parseRoom(there.list.payload);
    const without = (index: number): Promise<SignedList> => {
      const denied = there.members[index]!.keyId;
      return versionAfter(there, there.list, {
        allow: allow.filter(({ key }) => key !== denied),
        deny: [denied],
      });
    };
    return [await without(2), await without(3)];
  }
});

describe("a bound peer who brings a list", () => {
  async function withMallory() {
    const { there, alice } = await twoBound(3);
    const peer = await there.attacker(2, alice);
    const channel = await peer.connect();
    await peer.bind(channel);
    await alice.untilBound(peer.member.verified.peerId);
    /** Whatever was said before this has been heard. */
    const heard = async (): Promise<void> => {
      await peer.say(channel, { type: "hello", name: "heard" });
      const { peerId } = peer.member.verified;
      await alice.until("heard", (party) => party.peer(peerId)?.claimedName === "heard");
    };
    return { there, alice, peer, channel, heard };
  }

  test("control: a true one that the server holds back is taken", async () => {
    const { there, alice, peer, channel } = await withMallory();
    const list = await versionAfter(there, there.list, { locked: true });
    await peer.say(channel, { type: "list", list });
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
  });

  test("forged, it is not followed", async () => {
    const { there, alice, peer, channel, heard } = await withMallory();
    const { allow } = parseRoom(there.list.payload);
    const fields = await nextFields(there.list.payload, { allow: allow.slice(1) });
    for (const signer of [peer.member.identity, peer.member.session.sign]) {
      await peer.say(channel, { type: "list", list: await signList(fields, signer) });
    }
    await heard();
    // Taken in turn with everything else: once the true one is known the others were judged.
    const list = await versionAfter(there, there.list, { locked: true });
    await peer.say(channel, { type: "list", list });
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
    expect(parseRoom(alice.remembered()!.payload).allow).toEqual(allow);
  });

  test("asks for it without end, and is answered now and then", async () => {
    const { peer, channel, heard } = await withMallory();
    const before = channel.incoming.unread().length;
    for (let count = 0; count < 200; count += 1) {
      const hash = toBase64url(randomBytes(32));
      await peer.say(channel, { type: "head", version: 1, hash });
    }
    await heard();
    expect(channel.incoming.unread().length - before).toBeLessThan(20);
  });
});

describe("a member or cohost who signs a list", () => {
  test("control: a cohost's session may let somebody in", async () => {
    const { there, alice, cohost, list } = await withCohost();
    const newcomer = await makeSigningKey();
    showTo(there, await signedByCohost(list, cohost, admitting(list, newcomer)));
    await alice.until("knowing version 3", (party) => versionOf(party) === 3);
  });

  test.each([
    [
      "jumps a thousand versions ahead, so that nobody can follow",
      "list",
      (list: SignedList) => ({ version: parseRoom(list.payload).version + 1_001 }),
    ],
    ["takes the highest version there is", "list", () => ({ version: 999_999_999 })],
    [
      "makes it hold longer",
      "list",
      (list: SignedList) => ({ expiresAtMs: parseRoom(list.payload).expiresAtMs + 3_600_000 }),
    ],
    ["changes the door", "list", () => ({ door: "closed" as const })],
    [
      "makes a cohost",
      "list",
      (list: SignedList) => ({
        allow: parseRoom(list.payload).allow.map((entry) => ({
          ...entry,
          role: "cohost" as const,
        })),
      }),
    ],
    [
      "dates it a day ahead",
      "time",
      (list: SignedList) => ({ issuedAtMs: parseRoom(list.payload).issuedAtMs + 24 * 3_600_000 }),
    ],
  ] as const)("%s: refused for %s", async (_, check, change) => {
    const { there, alice, cohost, list } = await withCohost();
    showTo(there, await signedByCohost(list, cohost, change(list)));
    await alice.until("told of it", saysNotice("list-refused"));
    expect(alice.notices).toContainEqual({ notice: "list-refused", who: "", failedCheck: check });
    expect(versionOf(alice)).toBe(2);
  });

  test("is only a member: refused for powers", async () => {
    const { there, alice } = await twoBound(3);
    const mallory = await memberOf(there, there.members[2]!);
    const list = await signedByCohost(there.list, mallory, { locked: true });
    showTo(there, list);
    await alice.until("told of it", saysNotice("list-refused"));
    expect(alice.notices).toContainEqual({
      notice: "list-refused",
      who: "",
      failedCheck: "powers",
    });
  });

  test("uses the list of another's session as its own: refused for the session's keys", async () => {
    const { there, alice, cohost, list } = await withCohost();
    const mallory = await memberOf(there, there.members[1]!);
    const fields = await nextFields(list.payload, { locked: true });
    const stolen = { ...(await signListBySession(fields, mallory, list)), by: cohost.signed };
    showTo(there, stolen);
    await alice.until("told of it", saysNotice("list-refused"));
    expect(alice.notices).toContainEqual({
      notice: "list-refused",
      who: "",
      failedCheck: "session-keys",
    });
    expect(versionOf(alice)).toBe(2);
  });

  test("replays a cohost's earlier list: it is known to be old, and changes nothing", async () => {
    const { there, alice, cohost, list } = await withCohost();
    const newcomer = await makeSigningKey();
    const third = await signedByCohost(list, cohost, admitting(list, newcomer));
    showTo(there, third);
    await alice.until("knowing version 3", (party) => versionOf(party) === 3);
    const fourth = await nextFields(third.payload, {
      allow: parseRoom(list.payload).allow,
      deny: [newcomer.keyId],
    });
    showTo(there, await signListBySession(fourth, cohost, list));
    await alice.until("knowing version 4", (party) => versionOf(party) === 4);
    showTo(there, third);
    await alice.until("told of it", saysNotice("list-stale"));
    expect(alice.session.room()).toMatchObject({ version: 4, hasRolledBack: true });
    expect(parseRoom(alice.remembered()!.payload).deny).toEqual([newcomer.keyId]);
  });

  test("is made a cohost after it joined: its session may not, and is told to join again", async () => {
    const { there, alice } = await twoBound(3);
    const { allow } = parseRoom(there.list.payload);
    const list = await versionAfter(there, there.list, {
      allow: allow.map((entry, index) => (index === 0 ? { ...entry, role: "cohost" } : entry)),
    });
    await there.publish(list);
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
    alice.session.editList({ edit: "lock", locked: true });
    await alice.until("told of it", saysNotice("change-powers"));
    expect(versionOf(alice)).toBe(2);
    expect(alice.session.room()).toMatchObject({ mayEdit: false, needsRejoin: true });
  });

  async function withCohost() {
    const { there, alice } = await twoBound(3);
    const { allow } = parseRoom(there.list.payload);
    const list = await versionAfter(there, there.list, {
      allow: allow.map((entry, index) => (index === 2 ? { ...entry, role: "cohost" } : entry)),
    });
    await there.publish(list);
    await alice.until("knowing version 2", (party) => versionOf(party) === 2);
    return { there, alice, list, cohost: await memberOf(there, there.members[2]!) };
  }

  function memberOf(there: Scene, identity: SigningKey): Promise<Member> {
    const issuedAtMs = Date.now();
    return makeMember(there.room, { identity }, { powers: "admit", issuedAtMs });
  }

  async function signedByCohost(
    list: SignedList,
    by: Member,
    given: Partial<RoomStatement>,
  ): Promise<SignedList> {
    return signListBySession(await nextFields(list.payload, given), by, list);
  }

  function admitting(list: SignedList, { keyId }: SigningKey): Partial<RoomStatement> {
    return { allow: [...parseRoom(list.payload).allow, { key: keyId, role: "member" }] };
  }
});

async function twoBound(members = 2): Promise<{ there: Scene; alice: Party; bob: Party }> {
  const there = await scene(members);
  const alice = await there.joined(0);
  const bob = await there.joined(1);
  await alice.untilBound(bob.identity.keyId);
  return { there, alice, bob };
}

async function versionAfter(
  there: Scene,
  list: SignedList,
  given: Partial<RoomStatement>,
): Promise<SignedList> {
  return signList(await nextFields(list.payload, given), there.room.host);
}

function versionOf(party: Party): number | null {
  const list = party.remembered();
  return list === null ? null : parseRoom(list.payload).version;
}

function showTo({ evil }: Scene, list: SignedList): void {
  for (const line of evil.lines()) line.toClient({ type: "list", ...list });
}

/** The host gives it to the server, which tells nobody, not even the host. */
async function publishUnheard({ evil, room }: Scene, list: SignedList): Promise<void> {
  const { client } = await enter(evil, room, room.host);
  client.say({ type: "list", ...list });
  // The real server answers in turn: once this relay is refused, the list has been heard.
  client.relay("A".repeat(22), new Uint8Array(24));
  await client.next("error");
  await client.close();
}

function saysNotice(name: string): (party: Party) => boolean {
  return ({ notices }) => notices.some(({ notice }) => notice === name);
}
