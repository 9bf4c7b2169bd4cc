import { describe, expect, it } from "vitest";
import type { KeyId } from "../../protocol/public-key.ts";
import { createStage } from "../support/attack/stage.ts";
import type { Party } from "../support/attack/party.ts";

const scene = createStage();

function told({ notices }: Party): string[] {
  return notices
    .filter(({ notice }) => /joined|left/.test(notice))
    .map(({ notice, who }) => `${notice}: ${who}`);
}

describe("newcomers", () => {
  it("are announced by what they call themselves to those who were there, and not the other way", async () => {
    const there = await scene(3);
    const alice = await there.joined(0);
    const bob = await there.joined(1);
    await alice.untilBound(bob.identity.keyId);
    const carol = await there.joined(2);
    for (const party of [alice, bob]) {
      await party.until("told of Carol", () => told(party).includes("stranger-joined: person 2"));
    }
    await carol.until("hearing both", ({ peers }) =>
      peers().every(({ claimedName }) => claimedName !== ""),
    );
    expect(told(alice)).toEqual(["stranger-joined: person 1", "stranger-joined: person 2"]);
    expect(told(bob)).toEqual(["stranger-joined: person 2"]);
    expect(told(carol)).toEqual([]);
    bob.session.leave();
    await carol.until("told that Bob left", () => told(carol).length > 0);
    expect(told(carol)).toEqual(["stranger-left: person 1"]);
  });
});

describe("somebody who is held back", () => {
  async function heldBob() {
    const there = await scene(2);
    const held = new Set<KeyId>([there.members[1]!.keyId]);
    const keptOut = new Set<KeyId>();
    const guard = {
      holds: (key: KeyId) => held.has(key),
      isKeptOut: (key: KeyId) => keptOut.has(key),
    };
    const alice = await there.joined(0, { guard });
    const bob = await there.joined(1);
    await alice.untilBound(bob.identity.keyId);
    await bob.untilBound(alice.identity.keyId);
    const bobAtAlice = () => alice.peer(bob.identity.keyId);
    await alice.until("hearing Bob's name", () => bobAtAlice()?.claimedName === "person 1");
    return { there, held, keptOut, alice, bob, bobAtAlice };
  }

  it("is neither shown nor announced nor sent anything, until they are met", async () => {
    const { held, alice, bob, bobAtAlice } = await heldBob();
    expect(bobAtAlice()).toMatchObject({ isHeld: true, stream: null });
    expect(told(alice)).toEqual([]);
    const aliceAtBob = () => bob.peer(alice.identity.keyId);
    expect(aliceAtBob()?.sends).toEqual({ microphone: false, camera: false });
    alice.session.roster()?.confirm(bob.identity.keyId);
    expect(bobAtAlice()?.confirming).toBe("idle");

    held.clear();
    alice.session.roster()?.reconsider();
    await bob.until("sent something", () => aliceAtBob()?.sends.camera === true);
    expect(bobAtAlice()?.isHeld).toBe(false);
    expect(bobAtAlice()?.stream).not.toBeNull();
    expect(told(alice)).toEqual(["stranger-joined: person 1"]);

    held.add(bob.identity.keyId);
    alice.session.roster()?.reconsider();
    expect(bobAtAlice()).toMatchObject({ isHeld: true, stream: null });
    await bob.until("sent nothing", () => aliceAtBob()?.sends.camera === false);
  });

  it("is cut where I keep them out, stays cut, and comes back where I take that back", async () => {
    const { keptOut, held, alice, bob, bobAtAlice } = await heldBob();
    keptOut.add(bob.identity.keyId);
    alice.session.roster()?.reconsider();
    expect(bobAtAlice()).toBeUndefined();
    await bob.until("losing Alice", ({ peer }) => peer(alice.identity.keyId)?.link === "lost");
    // Bob tries again meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(bobAtAlice()).toBeUndefined();
    expect(told(alice)).toEqual([]);

    keptOut.clear();
    held.clear();
    alice.session.roster()?.reconsider();
    // With Bob's next try, or at once where it is Alice who offers.
    await expect.poll(() => bobAtAlice()?.link, { timeout: 40_000 }).toBe("bound");
    expect(bobAtAlice()?.isHeld).toBe(false);
  }, 60_000);
});

describe("a short code", () => {
  it("is the same on both sides of a channel", async () => {
    const there = await scene(2);
    const alice = await there.joined(0);
    const bob = await there.joined(1);
    const codeAt = (party: Party, of: Party) =>
      party.peer(of.identity.keyId)?.channel?.shortCode ?? null;
    await alice.until("a code", () => codeAt(alice, bob) !== null);
    await bob.until("a code", () => codeAt(bob, alice) !== null);
    expect(codeAt(alice, bob)).toHaveLength(7);
    expect(codeAt(alice, bob)).toEqual(codeAt(bob, alice));
  });
});
