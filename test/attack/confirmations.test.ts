import { beforeEach, describe, expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { type Bytes, randomBytes } from "../../protocol/bytes.ts";
import { buildConfirm, type ConfirmStatement } from "../../protocol/confirm.ts";
import { confirmPauseMs } from "../../protocol/limits.ts";
import { type Signed, signStatement } from "../../protocol/signed.ts";
import { namespaces } from "../../protocol/sshsig.ts";
import { systemClock } from "../../extension/call/clock.ts";
import type { EvilChannel, EvilPeer } from "../support/attack/evil-peer/evil-peer.ts";
import type { Party } from "../support/attack/party.ts";
import { createStage, type Scene } from "../support/attack/stage.ts";
import type { SigningKey } from "../support/protocol/signing-key.ts";

const scene = createStage();
const random = (): string => toBase64url(randomBytes(32));

let there: Scene;
let alice: Party;
let bob: Party;
let aheadMs = 0;
let mallory: { peer: EvilPeer; channel: EvilChannel; transcript: Bytes };

/** Mallory, a member, is bound to a victim. */
async function boundTo(victim: Party): Promise<typeof mallory> {
  const peer = await there.attacker(2, victim);
  const channel = await peer.connect();
  const transcript = await peer.bind(channel);
  await victim.untilBound(peer.member.verified.peerId);
  return { peer, channel, transcript };
}

beforeEach(async () => {
  aheadMs = 0;
  there = await scene(3);
  const clock = { ...systemClock, now: () => Date.now() + aheadMs };
  alice = await there.joined(0, { clock });
  bob = await there.joined(1);
  await alice.untilBound(bob.identity.keyId);
  mallory = await boundTo(alice);
});

describe("an answer to 'confirm your identity'", () => {
  test("control: an honest one is taken", async () => {
    const asked = await aliceAsks();
    await answer(await signed(asked, mallory.peer.member.identity));
    await alice.until("proof", () => malloryAsSeen()?.confirmedAtMs !== null);
    expect(malloryAsSeen()).toMatchObject({ confirming: "idle", link: "bound" });
  });

  test("that Bob gave to Mallory is worthless in Mallory's mouth", async () => {
    const toBob = await boundTo(bob);
    const asked = await aliceAsks();
    await toBob.peer.say(toBob.channel, { type: "confirm?", nonce: asked.nonce });
    const bobs = await toBob.peer.hear(toBob.channel, "confirm");
    expect(bob.wallet.asked.at(-1)).toMatchObject({ kind: "confirm", nonce: asked.nonce });
    await answer(bobs);
    await aliceSaysNo();
  });

  test.each([
    ["another channel", { channel: random() }],
    ["another room", { room: random() }],
    ["another asker", { askedBy: `SHA256:${"A".repeat(43)}` }],
    ["another question", { nonce: random() }],
    ["ten minutes ago", { issuedAtMs: Date.now() - 600_000 }],
    ["ten minutes from now", { issuedAtMs: Date.now() + 600_000 }],
  ] as const)("that was made for %s is refused", async (_, given) => {
    const asked = await aliceAsks();
    await answer(await signed({ ...asked, ...given }, mallory.peer.member.identity));
    await aliceSaysNo();
  });

  test("signed by another key than the peer's is refused", async () => {
    const asked = await aliceAsks();
    await answer(await signed(asked, there.evil.key));
    await aliceSaysNo();
  });

  test("given a second time, or to no question, proves nothing", async () => {
    const asked = await aliceAsks();
    const good = await signed(asked, mallory.peer.member.identity);
    await answer(await signed({ ...asked, nonce: random() }, mallory.peer.member.identity));
    await aliceSaysNo();
    // The nonce was spent by the bad one.
    await answer(good);
    await heardByAlice();
    expect(malloryAsSeen()).toMatchObject({ confirming: "failed", confirmedAtMs: null });
  });
});

describe("a peer who floods another with questions of identity", () => {
  test("opens one window, whatever it does on its channel", async () => {
    for (let count = 0; count < 100; count += 1) {
      await mallory.peer.say(mallory.channel, { type: "confirm?", nonce: random() });
    }
    await heardByAlice();
    expect(confirmationsAsked()).toHaveLength(1);
  });

  test("opens no further one by leaving and coming back", async () => {
    await mallory.peer.say(mallory.channel, { type: "confirm?", nonce: random() });
    await mallory.peer.hear(mallory.channel, "confirm");
    for (let count = 0; count < 3; count += 1) {
      await mallory.peer.say(mallory.channel, { type: "bye" });
      await mallory.peer.leave();
      await alice.until("without Mallory", () => malloryAsSeen() === undefined);
      mallory = await boundTo(alice);
      await mallory.peer.say(mallory.channel, { type: "confirm?", nonce: random() });
    }
    await heardByAlice();
    expect(confirmationsAsked()).toHaveLength(1);
    // Control: half a minute later it may ask again.
    aheadMs = confirmPauseMs + 1_000;
    await mallory.peer.say(mallory.channel, { type: "confirm?", nonce: random() });
    await mallory.peer.hear(mallory.channel, "confirm");
    expect(confirmationsAsked()).toHaveLength(2);
  });
});

/** What Alice has asked of Mallory, as it is to be answered. */
async function aliceAsks(): Promise<ConfirmStatement> {
  alice.session.roster()?.confirm(mallory.peer.member.verified.peerId);
  const { nonce } = await mallory.peer.hear(mallory.channel, "confirm?");
  return {
    askedBy: alice.identity.keyId,
    room: there.room.roomId,
    key: mallory.peer.member.identity.keyId,
    channel: toBase64url(mallory.transcript),
    nonce,
    issuedAtMs: Date.now(),
  };
}

function signed(statement: ConfirmStatement, by: SigningKey): Promise<Signed> {
  return signStatement(buildConfirm(statement), namespaces.confirm, by.key, by.sign);
}

function answer({ payload, signature, publicKey }: Signed): Promise<void> {
  const message = { type: "confirm", payload, signature, publicKey } as const;
  return mallory.peer.say(mallory.channel, message);
}

async function aliceSaysNo(): Promise<void> {
  await alice.until("a refusal", () => malloryAsSeen()?.confirming === "failed");
  expect(malloryAsSeen()?.confirmedAtMs).toBeNull();
}

/** Whatever Mallory has said before this has been heard. */
async function heardByAlice(): Promise<void> {
  await mallory.peer.say(mallory.channel, { type: "hello", name: "heard" });
  await alice.until("having heard", () => malloryAsSeen()?.claimedName === "heard");
}

function malloryAsSeen() {
  return alice.peer(mallory.peer.member.verified.peerId);
}

function confirmationsAsked() {
  return alice.wallet.asked.filter(({ kind }) => kind === "confirm");
}
