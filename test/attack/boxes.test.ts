import { beforeEach, describe, expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import { writeSignal } from "../../protocol/signal-messages.ts";
import type { EvilPeer } from "../support/attack/evil-peer/evil-peer.ts";
import type { ServerAttack } from "../support/attack/evil-server/attacks.ts";
import type { Party } from "../support/attack/party.ts";
import { createStage, type Scene } from "../support/attack/stage.ts";

const scene = createStage();

describe("a server that plays with boxes while two people find each other", () => {
  test.each([
    "none",
    "duplicate-boxes",
    "reflect-boxes",
    "cross-boxes",
  ] as const satisfies readonly ServerAttack[])(
    "%s: they are bound by one link, and to nobody else",
    async (attack) => {
      const there = await scene(3, attack);
      const alice = await there.joined(0);
      const bob = await there.joined(1);
      await alice.untilBound(bob.identity.keyId);
      await bob.untilBound(alice.identity.keyId);
      const carol = await there.joined(2);
      await carol.untilBound(alice.identity.keyId);
      await carol.untilBound(bob.identity.keyId);
      // Three pairs, seen from both sides.
      expect(there.network.links).toHaveLength(6);
      for (const party of [alice, bob, carol]) {
        expect(party.notices.filter(({ notice }) => notice === "peer-refused")).toEqual([]);
      }
    },
  );

  test("change-boxes: nothing is answered, and nobody is blamed for it", async () => {
    const there = await scene(2, "change-boxes");
    const alice = await there.joined(0);
    const bob = await there.joined(1);
    await alice.until("seeing Bob", ({ peers }) => peers().length === 1);
    await bob.until("seeing Alice", ({ peers }) => peers().length === 1);
    // The one that offers has opened a link; the other has never seen an offer.
    expect(there.network.links.length).toBeLessThanOrEqual(1);
    for (const party of [alice, bob]) {
      expect(party.peers()).toMatchObject([{ link: "connecting", failedCheck: null }]);
    }
  });
});

describe("boxes to somebody who answers every offer", () => {
  let there: Scene;
  let alice: Party;
  let peer: EvilPeer;
  const conn = (): string => toBase64url(randomBytes(16));
  const offer = (name: string) =>
    ({ type: "offer", conn: name, sdp: "v=0\r\nm=application 9 UDP/DTLS/SCTP a\r\n" }) as const;

  /** The names of the connections that Alice has answered, up to the one named last. */
  const answersUpTo = async (last: string): Promise<string[]> => {
    const answered: string[] = [];
    while (!answered.includes(last)) {
      const signal = await peer.signals.next();
      if (signal.type === "answer") answered.push(signal.conn);
    }
    return answered;
  };

  beforeEach(async () => {
    there = await scene(2);
    alice = await there.joined(0);
    peer = await there.attacker(1, alice);
  });

  test("control: each offer is answered, in its order", async () => {
    const [first, second] = [conn(), conn()];
    await peer.sendSignal(offer(first));
    await peer.sendSignal(offer(second));
    expect(await answersUpTo(second)).toEqual([first, second]);
    expect(there.network.links).toHaveLength(2);
  });

  test("reorder-boxes: what comes out of its turn is dropped", async () => {
    there.evil.attack("reorder-boxes");
    const [first, second, third, fourth] = [conn(), conn(), conn(), conn()];
    for (const name of [first, second, third, fourth]) await peer.sendSignal(offer(name));
    await answersUpTo(fourth);
    expect(there.network.links).toHaveLength(2);
  });

  test("replay-boxes: an old offer does not replace a connection that lives", async () => {
    there.evil.attack("replay-boxes");
    await peer.sendSignal(offer(conn()));
    const channel = await peer.offer(conn(), peer.transport);
    for (;;) {
      const signal = await peer.signals.next();
      if (signal.type === "answer" && signal.conn === channel.conn) {
        await channel.accept(signal.sdp);
        break;
      }
    }
    await peer.bind(channel);
    await alice.untilBound(peer.member.identity.keyId);
    await there.evil.strike();
    const last = conn();
    await peer.sendSignal(offer(last));
    expect(await answersUpTo(last)).toEqual([last]);
  });

  test("a box of the channel's keys that comes through the server is dropped", async () => {
    const [first, second] = [conn(), conn()];
    const sealed = await peer.pair.channel.seal(writeSignal(offer(first)));
    peer.client.relay(there.statementOf(0).peerId, sealed);
    await peer.sendSignal(offer(second));
    expect(await answersUpTo(second)).toEqual([second]);
  });

  test("a box that was sealed by Alice herself is dropped", async () => {
    const [first, second] = [conn(), conn()];
    await peer.sendSignal(offer(first));
    const { box } = await peer.client.nextFrame();
    peer.client.relay(there.statementOf(0).peerId, box);
    await peer.sendSignal(offer(second));
    expect(await answersUpTo(second)).toEqual([first, second]);
    expect(alice.peers()).toHaveLength(1);
  });
});
