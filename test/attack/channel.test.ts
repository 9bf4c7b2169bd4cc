import { beforeEach, describe, expect, test } from "vitest";
import type { Check } from "../../protocol/codes.ts";
import type { ChannelAttack } from "../support/attack/evil-peer/attack.ts";
import { afterBindAttacks } from "../support/attack/evil-peer/after-bind.ts";
import { beforeBindAttacks } from "../support/attack/evil-peer/before-bind.ts";
import type { EvilChannel, EvilPeer } from "../support/attack/evil-peer/evil-peer.ts";
import type { Party } from "../support/attack/party.ts";
import { makeFingerprint } from "../support/protocol/session-keys.ts";
import { createStage, type Scene } from "../support/attack/stage.ts";

const scene = createStage();
let there: Scene;
let alice: Party;
let bob: Party;
let mallory: EvilPeer;
let channel: EvilChannel;

/** Alice and Bob are bound; Mallory, a member as well, has a channel to Alice. */
beforeEach(async () => {
  there = await scene(3);
  alice = await there.joined(0);
  bob = await there.joined(1);
  await alice.untilBound(bob.identity.keyId);
  mallory = await there.attacker(2, alice);
  channel = await mallory.connect();
  await channel.opened;
});

test("control: a member who does nothing wrong is bound", async () => {
  await mallory.bind(channel);
  await alice.untilBound(mallory.member.identity.keyId);
  expect(mediaSentToMallory()).toEqual(["microphone", "camera"]);
});

describe("a member who does not go through the bind", () => {
  test("gets nothing when Alice turns her camera on", async () => {
    alice.session.roster()?.sendTrack("camera");
    expect(mediaSentToMallory()).toEqual([]);
    // Control: once bound they do.
    await mallory.bind(channel);
    await alice.untilBound(mallory.member.identity.keyId);
    expect(mediaSentToMallory()).toContain("camera");
  });

  test.each(named(beforeBindAttacks))("%s: refused for %s", async (name, check) => {
    await beforeBindAttacks[name].play(mallory, channel);
    await aliceRefuses(check);
    expect(mediaSentToMallory()).toEqual([]);
  });
});

describe("a member who breaks the rules of a bound channel", () => {
  test.each(named(afterBindAttacks))("%s: cut off for %s", async (name, check) => {
    await mallory.bind(channel);
    await alice.untilBound(mallory.member.identity.keyId);
    await afterBindAttacks[name].play(mallory, channel);
    await aliceRefuses(check);
  });
});

describe("a member who was refused", () => {
  test("is gone from the screen once they leave, and no better when they come back", async () => {
    await beforeBindAttacks["mac-first"].play(mallory, channel);
    await aliceRefuses("message");
    const { peerId, key } = statementOfMallory();
    await mallory.leave();
    await alice.until("without Mallory", ({ peer }) => peer(peerId) === undefined);
    const before = there.network.links.length;
    for (const line of there.evil.lines()) {
      line.toClient({ type: "peer-joined", ...there.statementOf(2) });
    }
    await alice.until("refusing Mallory", ({ peer }) => peer(peerId)?.link === "refused");
    expect(alice.peer(peerId)).toMatchObject({ keyId: key, failedCheck: "message" });
    expect(there.network.links).toHaveLength(before);
  });

  test("another certificate than the certified one: refused for the fingerprint", async () => {
    const other = await there.attacker(2, alice, {
      certify: { sessionDtls: makeFingerprint() },
    });
    await other.connect();
    const { peerId } = other.member.verified;
    await alice.until("a refusal", ({ peer }) => peer(peerId)?.link === "refused");
    expect(alice.peer(peerId)?.failedCheck).toBe("fingerprint");
  });
});

/** Mallory is named with the check, has no open link, and Bob stays as he was. */
async function aliceRefuses(check: Check): Promise<void> {
  const { keyId } = mallory.member.identity;
  await alice.until("a refusal", ({ peer }) => peer(keyId)?.link === "refused");
  expect(alice.peer(keyId)).toMatchObject({ failedCheck: check, stream: null });
  expect(alice.notices).toContainEqual({
    notice: "peer-refused",
    who: keyId.slice(0, 15),
    failedCheck: check,
  });
  expect(there.network.links.filter(isMallorys).some(({ isOpen }) => isOpen())).toBe(false);
  expect(alice.peer(bob.identity.keyId)?.link).toBe("bound");
}

function statementOfMallory(): { peerId: string; key: string } {
  const { peerId, join } = mallory.member.verified;
  return { peerId, key: join.key };
}

function mediaSentToMallory(): string[] {
  return there.network.links.filter(isMallorys).flatMap(({ sent }) => [...sent]);
}

function isMallorys({ fingerprint }: { fingerprint: string }): boolean {
  return fingerprint === mallory.member.join.sessionDtls;
}

function named<Name extends string>(
  attacks: Record<Name, ChannelAttack>,
): [name: Name, check: Check][] {
  return (Object.keys(attacks) as Name[]).map((name) => [name, attacks[name].refusedFor]);
}
