import { describe, expect, test } from "vitest";
import { fromBase64 } from "../../protocol/base64.ts";
import { parseJoin } from "../../protocol/join.ts";
import { parseRoom } from "../../protocol/room.ts";
import { systemClock } from "../../extension/call/clock.ts";
import { createStage, type Scene } from "../support/attack/stage.ts";
import { ownSession, withPeerId } from "../support/attack/evil-server/forgery.ts";
import type { Party } from "../support/attack/party.ts";
import { signJoin } from "../support/protocol/joins.ts";
import { nextFields, signList } from "../support/protocol/lists.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";

const scene = createStage();

async function twoBound(): Promise<{ there: Scene; alice: Party; bob: Party }> {
  const there = await scene(3);
  const alice = await there.joined(0);
  const bob = await there.joined(1);
  await alice.untilBound(bob.identity.keyId);
  await bob.untilBound(alice.identity.keyId);
  return { there, alice, bob };
}

describe("a server that brings back somebody who has left", () => {
  test("their old statement is a name without a channel: nothing is shown, nothing is sent", async () => {
    const { there, alice, bob } = await twoBound();
    bob.session.leave();
    await alice.until("alone", ({ peers }) => peers().length === 0);
    const before = there.network.links.length;

    there.evil.attack("ghost");
    await there.evil.strike();
    await alice.until("seeing the ghost", ({ peer }) => peer(bob.identity.keyId) !== undefined);
    for (const ghost of alice.peers()) {
      expect(ghost).toMatchObject({ link: "connecting", stream: null, confirmedAtMs: null });
    }
    for (const { isOpen, sent } of there.network.links.slice(before)) {
      expect(isOpen()).toBe(false);
      expect([...sent]).toEqual([]);
    }
  });

  test("a newcomer is shown the ghost in the list of participants, and nothing comes of it", async () => {
    const { there, alice, bob } = await twoBound();
    bob.session.leave();
    await alice.until("alone", ({ peers }) => peers().length === 0);
    there.evil.attack("ghost");
    const carol = await there.joined(2);
    await carol.untilBound(alice.identity.keyId);
    expect(carol.peer(bob.identity.keyId)).toMatchObject({ link: "connecting", stream: null });
  });

  test("once their statement has run out they are refused for the time", async () => {
    let aheadMs = 0;
    const there = await scene(2);
    const clock = { ...systemClock, now: () => Date.now() + aheadMs };
    const alice = await there.joined(0, { clock });
    const bob = await there.joined(1);
    await alice.untilBound(bob.identity.keyId);
    bob.session.leave();
    await alice.until("alone", ({ peers }) => peers().length === 0);
    aheadMs = 13 * 3_600_000;
    there.evil.attack("ghost");
    await there.evil.strike();
    await refuses(alice, bob.identity.keyId, "time");
  });

  test.each([
    ["another room", "room"],
    ["another server", "server"],
    ["a room of another host", "host"],
  ] as const)("their statement for %s is refused for the %s", async (_, check) => {
    const there = await scene(2);
    const alice = await there.joined(0);
    const elsewhere = {
      room: { room: "A".repeat(43) },
      server: { server: "wss://other.example.org" },
      host: { host: (await makeSigningKey()).keyId },
    }[check];
    const bob = there.members[1]!;
    const signed = await signJoin(
      { ...parseJoin((await ownSession(there.statementOf(0), bob)).payload), ...elsewhere },
      bob,
    );
    const [line] = there.evil.lines();
    line?.toClient({ type: "peer-joined", ...(await withPeerId(signed)) });
    await refuses(alice, bob.keyId, check);
  });

  test("one's own statement is nobody else's", async () => {
    const { there, alice, bob } = await twoBound();
    for (const line of there.evil.lines()) {
      line.toClient({ type: "peer-joined", ...there.statementOf(0) });
    }
    // Told after it, so that it has been heard when this one is.
    there.evil.attack("admit-key");
    await there.evil.strike();
    await refuses(alice, there.evil.key.keyId, "allowed");
    expect(alice.peers().map(({ keyId }) => keyId)).not.toContain(alice.identity.keyId);
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
  });
});

describe("a server that lets in a key of its own", () => {
  test("in mid-call: refused by everybody, and the others stay bound", async () => {
    const { there, alice, bob } = await twoBound();
    there.evil.attack("admit-key");
    await there.evil.strike();
    for (const party of [alice, bob]) await refuses(party, there.evil.key.keyId, "allowed");
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
    expect(there.network.links).toHaveLength(2);
  });

  test("to whoever joins: refused", async () => {
    const { there, alice } = await twoBound();
    there.evil.attack("admit-key");
    const carol = await there.joined(2);
    await refuses(carol, there.evil.key.keyId, "allowed");
    await carol.untilBound(alice.identity.keyId);
  });

  test("invented without end, it fills neither memory nor screen", async () => {
    const { there, alice, bob } = await twoBound();
    for (let invented = 0; invented < 100; invented += 1) {
      const stranger = await ownSession(there.statementOf(1), await makeSigningKey());
      for (const line of there.evil.lines()) line.toClient({ type: "peer-joined", ...stranger });
    }
    await alice.until("full of refusals", ({ peers }) => peers().length === 65);
    expect(alice.peers().filter(({ link }) => link === "refused")).toHaveLength(64);
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
  });
});

describe("a server that lies about who has left", () => {
  test("says so of somebody who is here: the channel does not need the server's word", async () => {
    const { there, alice, bob } = await twoBound();
    there.evil.attack("invent-leaving");
    await there.evil.strike();
    // Heard, since it is heard in order, once this is refused.
    there.evil.attack("admit-key");
    await there.evil.strike();
    await refuses(alice, there.evil.key.keyId, "allowed");
    expect(alice.peer(bob.identity.keyId)).toMatchObject({ link: "bound", stream: {} });
  });

  test("hides it: they say goodbye themselves", async () => {
    const { there, alice, bob } = await twoBound();
    there.evil.attack("hide-leaving");
    bob.session.leave();
    await alice.until("alone", ({ peers }) => peers().length === 0);
    expect(alice.notices).toContainEqual(expect.objectContaining({ notice: "stranger-left" }));
  });

  test("hides that they are gone without a word: their picture goes with their channel", async () => {
    const { there, alice, bob } = await twoBound();
    there.evil.attack("hide-leaving");
    for (const { cut } of there.network.links) cut();
    for (const line of there.evil.lines().slice(1)) line.close(1001);
    await alice.until("without Bob", ({ peer }) => peer(bob.identity.keyId)?.link === "lost");
    expect(alice.peer(bob.identity.keyId)?.stream).toBeNull();
  });

  test("tells everybody that they were replaced: the call goes on without it", async () => {
    const { there, alice, bob } = await twoBound();
    there.evil.attack("end-call");
    await there.evil.strike();
    there.evil.attack("admit-key");
    await there.evil.strike();
    await refuses(alice, there.evil.key.keyId, "allowed");
    expect(alice.state().at).toBe("in-call");
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
  });
});

describe("somebody removed whom the server keeps", () => {
  test("control: the server keeps a member and their boxes arrive", async () => {
    const { there, alice, bob } = await twoBound();
    const mallory = await there.attacker(2, alice);
    there.evil.attack("keep-removed");
    const channel = await mallory.connect();
    await mallory.bind(channel);
    await alice.untilBound(mallory.member.identity.keyId);
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
  });

  test("is cut off at once, and does not come in again", async () => {
    const { there, alice, bob } = await twoBound();
    const mallory = await there.attacker(2, alice);
    const { keyId } = mallory.member.identity;
    const channel = await mallory.connect();
    await mallory.bind(channel);
    await alice.untilBound(keyId);
    there.evil.attack("keep-removed");

    const without = await nextFields(there.list.payload, {
      allow: parseRoom(there.list.payload).allow.filter(({ key }) => key !== keyId),
      deny: [keyId],
    });
    await there.publish(await signList(without, there.room.host));
    await alice.until("without Mallory", ({ peer }) => peer(keyId) === undefined);
    expect(linksTo(there, mallory.member.join.sessionDtls).some(({ isOpen }) => isOpen())).toBe(
      false,
    );

    // The server still has their socket, still tells of them, still passes on what they say.
    const before = there.network.links.length;
    await there.evil.strike();
    await refuses(alice, keyId, "allowed");
    await mallory.connect();
    await refuses(bob, keyId, "allowed");
    expect(there.network.links).toHaveLength(before);
    expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
    expect(mallory.client.socket.readyState).toBe(mallory.client.socket.OPEN);
  });
});

describe("a member who certifies what is another's", () => {
  test.each(["sessionSign", "sessionDh", "sessionDtls"] as const)(
    "Bob's %s: refused for the session keys, and Bob stays bound",
    async (field) => {
      const { there, alice, bob } = await twoBound();
      const theirs = parseJoin(there.statementOf(1).payload)[field];
      const mallory = await there.attacker(2, alice, { certify: { [field]: theirs } });
      const { keyId } = mallory.member.identity;
      await refuses(alice, keyId, "session-keys");
      await refuses(bob, keyId, "session-keys");
      expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
      expect(there.network.links).toHaveLength(2);
    },
  );

  test("Alice's own DH key: refused by her", async () => {
    const { there, alice } = await twoBound();
    const { sessionDh } = parseJoin(there.statementOf(0).payload);
    const mallory = await there.attacker(2, alice, { certify: { sessionDh } });
    await refuses(alice, mallory.member.identity.keyId, "session-keys");
  });

  test("told of before Bob, it costs Bob his channel and gains none", async () => {
    const there = await scene(3, "reverse-peers");
    const bob = await there.joined(1);
    const { sessionDh, sessionDtls } = parseJoin(there.statementOf(1).payload);
    const mallory = await there.attacker(2, bob, { certify: { sessionDh, sessionDtls } });
    const alice = await there.joined(0);
    await refuses(alice, bob.identity.keyId, "session-keys");
    expect(alice.peer(mallory.member.identity.keyId)).toMatchObject({
      link: "connecting",
      stream: null,
    });
    expect(there.network.links.flatMap(({ sent }) => [...sent])).toEqual([]);
  });
});

describe("a server that invents an admin", () => {
  test("control: whoever waits knocks at the host, who reads their name", async () => {
    const there = await scene(1);
    const host = await there.host();
    const carol = there.stranger(await makeSigningKey());
    carol.session.join(carol.identity.keyId, "Carol");
    await carol.until("waiting", ({ state }) => state().at === "at-door");
    carol.session.knock("It is me");
    await host.until("a knock", ({ session }) => session.knocks().length === 1);
    expect(host.session.knocks()).toMatchObject([
      { keyId: carol.identity.keyId, claimedName: "Carol", note: "It is me", holdsLink: true },
    ]);
  });

  test("it hears a key that it knew, and neither name nor note", async () => {
    const there = await scene(1, "invent-admin");
    await there.joined(0);
    const carol = there.stranger(await makeSigningKey());
    carol.session.join(carol.identity.keyId, "Carol");
    await carol.until("waiting", ({ state }) => state().at === "at-door");
    expect(carol.state()).toMatchObject({ at: "at-door", adminsPresent: 0 });
    carol.session.knock("For the host's eyes");
    await carol.until("knocked", () => there.evil.knocks().length === 1);
    expect(carol.session.door()).toMatchObject({ here: "cohost" });
    // Nothing but the proof that she holds the link fits into the box: 8 of counter, 16 of tag.
    const words = JSON.stringify({ name: "", note: "", secret: "x".repeat(43) });
    expect(fromBase64(there.evil.knocks()[0]!.box)).toHaveLength(8 + words.length + 16);
  });
});

async function refuses(party: Party, key: string, check: string): Promise<void> {
  await party.until(
    `refusing ${key} for ${check}`,
    ({ peer }) => peer(key)?.link === "refused" && peer(key)?.failedCheck === check,
  );
  expect(party.peer(key)?.stream).toBeNull();
  expect(party.notices).toContainEqual(
    expect.objectContaining({ notice: "peer-refused", failedCheck: check }),
  );
}

function linksTo(there: Scene, fingerprint: string) {
  return there.network.links.filter((link) => link.fingerprint === fingerprint);
}
