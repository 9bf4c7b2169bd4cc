import { toBase64url } from "../../../../protocol/base64.ts";
import { utf8, randomBytes } from "../../../../protocol/bytes.ts";
import { writeChannelMessage } from "../../../../protocol/channel-messages.ts";
import { commitmentOf } from "../../../../protocol/bind-crypto.ts";
import { makeSigningKey } from "../../protocol/signing-key.ts";
import type { ChannelAttack } from "./attack.ts";
import type { EvilChannel, EvilPeer } from "./evil-peer.ts";

const random = (): string => toBase64url(randomBytes(32));

/** A member who does anything but the bind, or does it wrongly. */
export const beforeBindAttacks = {
  "data-before-bind": {
    does: "speaks, in a good box, before the bind",
    refusedFor: "message",
    play: async (peer, channel) => {
      const hello = writeChannelMessage({ type: "hello", name: "Mallory" });
      await channel.send(await peer.pair.channel.seal(hello));
    },
  },
  "bytes-before-bind": {
    does: "sends random bytes before the bind",
    refusedFor: "message",
    play: (_, channel) => channel.send(randomBytes(64)),
  },
  "oversize-before-bind": {
    does: "sends 100,000 characters before the bind",
    refusedFor: "message",
    play: (_, channel) => channel.send(JSON.stringify({ type: "b1", commit: "A".repeat(100_000) })),
  },
  "prototype-before-bind": {
    does: "hides its commitment behind __proto__",
    refusedFor: "message",
    play: (_, channel) =>
      channel.send(`{"__proto__":{"type":"b1","commit":${JSON.stringify(random())}}}`),
  },
  "private-key-before-bind": {
    does: "sends a private key along with its commitment",
    refusedFor: "message",
    play: async (peer, channel) => {
      const commit = toBase64url(await commitmentOf(randomBytes(32), peer.pair.myHash));
      const { jwk } = await makeSigningKey();
      await channel.send(JSON.stringify({ type: "b1", commit, jwk: { ...jwk, d: random() } }));
    },
  },
  "reveal-first": {
    does: "reveals its nonce before it has committed to it",
    refusedFor: "message",
    play: (_, channel) => channel.send(JSON.stringify({ type: "b2", n: random() })),
  },
  "mac-first": {
    does: "sends a MAC first of all",
    refusedFor: "message",
    play: (_, channel) => channel.send(JSON.stringify({ type: "b3", mac: random() })),
  },
  "commit-twice": {
    does: "commits to a second nonce",
    refusedFor: "message",
    play: async (_, channel) => {
      await channel.send(JSON.stringify({ type: "b1", commit: random() }));
      await channel.send(JSON.stringify({ type: "b1", commit: random() }));
    },
  },
  "other-nonce": {
    does: "reveals another nonce than the one it had committed to",
    refusedFor: "commitment",
    play: (peer, channel) =>
      bindingAs(peer, channel, {
        change: (frame) => (frame.type === "b2" ? { ...frame, n: random() } : frame),
      }),
  },
  "reflected-commitment": {
    does: "gives the victim its own commitment and nonce back",
    refusedFor: "commitment",
    play: (peer, channel) =>
      bindingAs(peer, channel, {
        goesSecond: true,
        change: (frame, theirs) => (frame.type === "b3" ? frame : (theirs ?? frame)),
      }),
  },
  "wrong-mac": {
    does: "sends a MAC of its own invention",
    refusedFor: "mac",
    play: (peer, channel) =>
      bindingAs(peer, channel, {
        change: (frame) => (frame.type === "b3" ? { ...frame, mac: random() } : frame),
      }),
  },
  "reflected-mac": {
    does: "gives the victim its own MAC back",
    refusedFor: "mac",
    play: (peer, channel) =>
      bindingAs(peer, channel, {
        goesSecond: true,
        change: (frame, theirs) => (frame.type === "b3" ? (theirs ?? frame) : frame),
      }),
  },
} as const satisfies Record<string, ChannelAttack>;

/** The victim ends the channel somewhere on the way: that is no failure of the attack's. */
function bindingAs(
  peer: EvilPeer,
  channel: EvilChannel,
  moves: Parameters<EvilPeer["bind"]>[1],
): Promise<unknown> {
  return peer.bind(channel, moves).catch(() => utf8(""));
}
