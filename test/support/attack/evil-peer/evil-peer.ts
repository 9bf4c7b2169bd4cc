import { fromBase64url, toBase64url } from "../../../../protocol/base64.ts";
import { type Bytes, compareBytes, randomBytes } from "../../../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../../../protocol/channel-messages.ts";
import { sha256 } from "../../../../protocol/hash.ts";
import type { JoinStatement } from "../../../../protocol/join.ts";
import type { PeerStatement } from "../../../../protocol/messages.ts";
import { splitRelayFrame } from "../../../../protocol/peer-id.ts";
import { verifyJoin } from "../../../../protocol/peer-statement.ts";
import { derivePair, type Pair, type Side } from "../../../../protocol/pairwise.ts";
import { pointFromText } from "../../../../protocol/point.ts";
import {
  type IceCandidate,
  parseSignal,
  type SignalMessage,
  writeSignal,
} from "../../../../protocol/signal-messages.ts";
import { makeMember, type Member } from "../../protocol/joins.ts";
import type { Room } from "../../protocol/room-facts.ts";
import { makeSessionKeys } from "../../protocol/session-keys.ts";
import type { SigningKey } from "../../protocol/signing-key.ts";
import type { Client } from "../../server/client.ts";
import { challenge } from "../../server/enter.ts";
import { Inbox } from "../../server/inbox.ts";
import type { EvilServer } from "../evil-server/evil-server.ts";
import { bindAs, type BindMoves } from "./bind-as.ts";
import type { RawConnection, Transport } from "./transport.ts";

/** A connection to the victim, and what names it. */
export interface EvilChannel extends RawConnection {
  /** 22 characters. */
  readonly conn: string;
  /** The victim's certified fingerprint. */
  readonly theirFingerprint: string;
}

/** How the description is spoilt on its way to the victim. */
export type SpoilSdp = (sdp: string) => string;

/**
 * A member of the room whose key is on its list, and who attacks one victim. It joins like anybody
 * else; what it does then is up to the attack.
 */
export interface EvilPeer {
  readonly member: Member;
  readonly pair: Pair;
  readonly client: Client;
  readonly transport: Transport;
  /** Sealed, and through the server. */
  readonly sendSignal: (signal: SignalMessage) => Promise<void>;
  /** What the victim says through the server, candidates apart. */
  readonly signals: Inbox<SignalMessage>;
  /** Offers or answers, as its side has to; resolves before the channel is open. */
  readonly connect: (spoil?: SpoilSdp) => Promise<EvilChannel>;
  /** Sends a new offer for `conn`, whoever's turn it is. */
  readonly offer: (conn: string, over: Transport, spoil?: SpoilSdp) => Promise<EvilChannel>;
  /** An offer of a new connection over another transport, to the end. */
  readonly reoffer: (over: Transport, spoil?: SpoilSdp) => Promise<EvilChannel>;
  /** Goes through the bind, honestly but for `moves`; gives T. */
  readonly bind: (channel: EvilChannel, moves?: BindMoves) => Promise<Bytes>;
  /** Says something over a bound channel. */
  readonly say: (channel: EvilChannel, message: ChannelMessage) => Promise<void>;
  /** The next thing of this type that the victim says over a bound channel. */
  readonly hear: <Type extends ChannelMessage["type"]>(
    channel: EvilChannel,
    type: Type,
  ) => Promise<ChannelMessage & { type: Type }>;
  readonly leave: () => Promise<void>;
}

export interface EvilPeerInput {
  readonly server: EvilServer;
  readonly room: Room;
  readonly identity: SigningKey;
  readonly transport: Transport;
  /** The session that is attacked, as the server tells of it. */
  readonly victim: PeerStatement;
  /** Its own side towards the victim: `lo` offers. */
  readonly side: Side;
  /** Fields of its statement that are not what they should be. */
  readonly certify?: Partial<JoinStatement>;
}

export async function enterEvilPeer(input: EvilPeerInput): Promise<EvilPeer> {
  const { server, room, transport } = input;
  const { client, given } = await challenge(server, room.roomId);
  const victim = await verifyJoin(input.victim);
  const member = await memberOnSide(input, given, victim.hash);
  const pair = await derivePair({
    room: room.roomId,
    myHash: member.verified.hash,
    theirHash: victim.hash,
    myDh: member.session.dh.privateKey,
    theirDh: pointFromText(victim.join.sessionDh),
  });
  const signals = new Inbox<SignalMessage>("signal");
  const connections = new Map<string, RawConnection>();
  const early = new Map<string, IceCandidate[]>();

  const hear = async (box: Bytes): Promise<void> => {
    const signal = parseSignal(await pair.signaling.open(box));
    if (signal.type !== "candidate") return signals.put(signal);
    const { conn, candidate } = signal;
    const connection = connections.get(conn);
    if (connection !== undefined) return connection.addCandidate(candidate);
    early.set(conn, [...(early.get(conn) ?? []), candidate]);
  };
  client.socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (!isBinary) return;
    const { peerId, box } = splitRelayFrame(new Uint8Array(data));
    // Boxes may be sealed for somebody whose keys this peer has certified but does not have.
    if (peerId === victim.peerId) hear(box).catch(() => undefined);
  });

  client.say({ type: "auth", ...member.signed });
  await client.next("joined");

  const sendSignal: EvilPeer["sendSignal"] = async (signal) =>
    client.relay(victim.peerId, await pair.signaling.seal(writeSignal(signal)));

  const open = async (over: Transport, conn: string): Promise<EvilChannel> => {
    const connection = await over.connect((candidate) => {
      void sendSignal({ type: "candidate", conn, candidate });
    });
    connections.set(conn, connection);
    for (const candidate of early.get(conn) ?? []) await connection.addCandidate(candidate);
    return { ...connection, conn, theirFingerprint: victim.join.sessionDtls };
  };

  const offer: EvilPeer["offer"] = async (conn, over, spoil = same) => {
    const channel = await open(over, conn);
    await sendSignal({ type: "offer", conn, sdp: spoil(await channel.offer()) });
    return channel;
  };

  /** There is none where the victim refuses the offer: that is up to the test. */
  const acceptAnswer = async (channel: EvilChannel): Promise<void> => {
    const signal = await signals.next();
    if (signal.type === "answer") await channel.accept(signal.sdp);
  };

  const reoffer: EvilPeer["reoffer"] = async (over, spoil) => {
    const channel = await offer(toBase64url(randomBytes(16)), over, spoil);
    acceptAnswer(channel).catch(() => undefined);
    return channel;
  };

  return {
    member,
    pair,
    client,
    transport,
    sendSignal,
    signals,
    offer,
    reoffer,
    connect: async (spoil = same) => {
      if (pair.mySide === "lo") return reoffer(transport, spoil);
      const theirs = await signals.next();
      if (theirs.type !== "offer") throw new Error(`the victim sent ${theirs.type}`);
      const channel = await open(transport, theirs.conn);
      const answer = await channel.answer(theirs.sdp);
      await sendSignal({ type: "answer", conn: theirs.conn, sdp: spoil(answer) });
      return channel;
    },
    bind: async (channel, moves) => {
      await channel.opened;
      const facts = {
        pair,
        conn: fromBase64url(channel.conn, 16),
        myFingerprint: member.join.sessionDtls,
        theirFingerprint: channel.theirFingerprint,
      };
      return bindAs(facts, channel, moves);
    },
    say: async (channel, message) =>
      channel.send(await pair.channel.seal(writeChannelMessage(message))),
    hear: async (channel, type) => {
      for (;;) {
        const data = await channel.incoming.next();
        if (typeof data === "string") continue;
        const message = parseChannelMessage(await pair.channel.open(data));
        if (message?.type === type) return message as typeof message & { type: typeof type };
      }
    },
    leave: async () => {
      for (const connection of connections.values()) await connection.close();
      await client.close();
    },
  };
}

/** The same statement, issued for a little less long, until its hash falls on the wanted side. */
async function memberOnSide(
  { room, identity, transport, side, certify }: EvilPeerInput,
  given: { readonly nonce: string; readonly issuedAtMs: number },
  theirHash: Bytes,
): Promise<Member> {
  const session = { ...(await makeSessionKeys()), dtls: transport.fingerprint };
  for (let shorter = 0; ; shorter += 1) {
    const expiresAtMs = given.issuedAtMs + 3_600_000 - shorter;
    const { nonce, issuedAtMs } = given;
    const fields = { nonce, issuedAtMs, expiresAtMs, ...certify };
    const member = await makeMember(room, { identity, session }, fields);
    const order = compareBytes(await sha256(member.signed.payload), theirHash);
    if ((order < 0 ? "lo" : "hi") === side) return member;
  }
}

function same(sdp: string): string {
  return sdp;
}
