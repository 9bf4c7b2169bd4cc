import { toBase64url } from "../../../../protocol/base64.ts";
import { type Bytes, randomBytes, utf8 } from "../../../../protocol/bytes.ts";
import { writeChannelMessage } from "../../../../protocol/channel-messages.ts";
import { writeSignal } from "../../../../protocol/signal-messages.ts";
import { makeSigningKey } from "../../protocol/signing-key.ts";
import type { ChannelAttack } from "./attack.ts";
import type { EvilChannel, EvilPeer } from "./evil-peer.ts";

/** A member who is rightly bound and then breaks the rules of the channel. */
export const afterBindAttacks = {
  "replay-box": {
    does: "sends one of its boxes twice",
    refusedFor: "box",
    play: async (peer, channel) => {
      const box = await hello(peer);
      await channel.send(box);
      await channel.send(box);
    },
  },
  "reorder-box": {
    does: "sends two of its boxes in the wrong order",
    refusedFor: "box",
    play: async (peer, channel) => {
      const boxes = [await hello(peer), await hello(peer)];
      for (const box of boxes.toReversed()) await channel.send(box);
    },
  },
  "reflect-box": {
    does: "gives the victim one of its own boxes back",
    refusedFor: "box",
    play: async (_, channel) => {
      for (;;) {
        const data = await channel.incoming.next();
        if (typeof data !== "string") return channel.send(data);
      }
    },
  },
  "signaling-box": {
    does: "sends a box over the channel that was sealed for the way through the server",
    refusedFor: "box",
    play: async (peer, channel) =>
      channel.send(await peer.pair.signaling.seal(writeSignal({ type: "bye" }))),
  },
  "changed-box": {
    does: "turns over one bit of a box",
    refusedFor: "box",
    play: async (peer, channel) => {
      const box = await hello(peer);
      await channel.send(box.with(box.length - 1, box[box.length - 1]! ^ 1));
    },
  },
  "prototype-keys": {
    does: "hides a message behind __proto__",
    refusedFor: "message",
    play: (peer, channel) => say(peer, channel, `{"__proto__":{"type":"hello","name":"Mallory"}}`),
  },
  "no-object": {
    does: "sends a list where a message belongs",
    refusedFor: "message",
    play: (peer, channel) => say(peer, channel, `["hello"]`),
  },
  oversize: {
    does: "sends a message of 200,000 bytes",
    refusedFor: "size",
    play: (peer, channel) =>
      say(peer, channel, JSON.stringify({ type: "later", text: "A".repeat(200_000) })),
  },
  "private-key": {
    does: "sends a private key where a public one belongs",
    refusedFor: "private-key",
    play: async (peer, channel) => {
      const { jwk } = await makeSigningKey();
      const publicKey = { ...jwk, d: toBase64url(randomBytes(32)) };
      await say(
        peer,
        channel,
        JSON.stringify({ type: "confirm", payload: "", signature: "", publicKey }),
      );
    },
  },
  "unsealed-text": {
    does: "sends plain text over the bound channel",
    refusedFor: "message",
    play: (_, channel) => channel.send(JSON.stringify({ type: "hello", name: "Mallory" })),
  },
} as const satisfies Record<string, ChannelAttack>;

function hello(peer: EvilPeer): Promise<Bytes> {
  return peer.pair.channel.seal(writeChannelMessage({ type: "hello", name: "Mallory" }));
}

async function say(peer: EvilPeer, channel: EvilChannel, json: string): Promise<void> {
  await channel.send(await peer.pair.channel.seal(utf8(json)));
}
