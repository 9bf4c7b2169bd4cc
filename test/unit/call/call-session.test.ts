import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type CallSession,
  createCallSession,
} from "../../../extension/call/session/call-session.ts";
import type { SignalingEvents } from "../../../extension/call/session/signaling-client.ts";
import type { ClientMessage, ServerMessage } from "../../../protocol/messages.ts";
import { toBase64 } from "../../../protocol/base64.ts";
import { linkProof, writeKnockNote } from "../../../protocol/knock.ts";
import { derivePair } from "../../../protocol/pairwise.ts";
import { verifyJoin } from "../../../protocol/peer-statement.ts";
import { pointFromText } from "../../../protocol/point.ts";
import { parseRoom } from "../../../protocol/room.ts";
import { peerIdOfHash } from "../../../protocol/peer-id.ts";
import { sha256 } from "../../../protocol/hash.ts";
import type { Signed } from "../../../protocol/signed.ts";
import { makePaperKeys } from "../../support/attack/paper-certificate.ts";
import { createTestWallet } from "../../support/attack/test-wallet.ts";
import { makeMember, type Member } from "../../support/protocol/joins.ts";
import { listFields, signList } from "../../support/protocol/lists.ts";
import { makeRoom, type Room } from "../../support/protocol/room-facts.ts";
import { makeSigningKey, type SigningKey } from "../../support/protocol/signing-key.ts";
import { createManualClock, type ManualClock } from "../../support/server/manual-clock.ts";

let clock: ManualClock;
let room: Room;
let me: SigningKey;
let call: CallSession;
/** The newest line to the server, from the server's side. */
let line: SignalingEvents;
let said: ClientMessage[];

const challenge = (of = room): ServerMessage => ({
  type: "challenge",
  roomId: room.roomId,
  issuedAtMs: clock.now(),
  nonce: "n".repeat(42) + "g",
  ttlMs: 300_000,
  room: { host: of.host.jwk, salt: of.salt },
});

/** With time for a busy machine: keys are made on the way. */
const until = <T>(holds: () => T) => vi.waitUntil(holds, { timeout: 4_000, interval: 5 });

async function heard<Type extends ClientMessage["type"]>(type: Type) {
  return until(() => {
    const at = said.findIndex((message) => message.type === type);
    return at < 0 ? undefined : (said.splice(at, 1)[0] as ClientMessage & { type: Type });
  });
}

const untilAt = (at: ReturnType<CallSession["state"]>["at"]) => until(() => call.state().at === at);

const untilGone = (attempt: number) =>
  until(() => {
    const state = call.state();
    return state.at === "in-call" && state.line.is === "gone" && state.line.attempt === attempt;
  });

/** Up to the proof: what the server answers is the test's. */
async function proveMyself(): Promise<Signed> {
  call.join(me.keyId, "Me");
  line.opened();
  await heard("request");
  line.message(challenge());
  return heard("auth");
}

async function enterCall(): Promise<Signed> {
  const auth = await proveMyself();
  const allow = me === room.host ? [] : [{ key: me.keyId, role: "member" } as const];
  const list = await signList(listFields(room, { allow }), room.host);
  const peerId = peerIdOfHash(await sha256(auth.payload));
  line.message({ type: "joined", peerId, list, peers: [], iceServers: [], resumeAfterMs: 0 });
  await untilAt("in-call");
  return auth;
}

/** At the door of the call that `auth` entered. */
async function knock(auth: Signed): Promise<Member> {
  const them = await makeMember(room, {}, { issuedAtMs: clock.now() });
  const admin = await verifyJoin(auth);
  const pair = await derivePair({
    room: room.roomId,
    myHash: them.verified.hash,
    theirHash: admin.hash,
    myDh: them.session.dh.privateKey,
    theirDh: pointFromText(admin.join.sessionDh),
  });
  const secret = await linkProof(room.secret, them.verified.hash);
  const note = writeKnockNote({ name: "", note: "", secret, token: null });
  const box = toBase64(await pair.signaling.seal(note));
  line.message({ type: "knock", ...them.peer, box });
  await until(() => call.knocks().some(({ peerId }) => peerId === them.verified.peerId));
  return them;
}

function callOf(identity: SigningKey): CallSession {
  const { server, roomId, secret } = room;
  return createCallSession(
    {
      record: {
        server,
        roomId,
        secret,
        invite: null,
        host: null,
        identity: null,
        draft: null,
        list: null,
        highestVersion: 0,
        openedAtMs: 0,
      },
      asks: createTestWallet(identity),
      openSignaling: (_server, events) => {
        line = events;
        return {
          send: (message) => said.push(message),
          relay: () => undefined,
          close: () => undefined,
        };
      },
      makeKeys: makePaperKeys,
      isRelayOnly: () => false,
      openLink: () => {
        throw new Error("nobody is linked here");
      },
      track: () => null,
      random: () => 0,
      clock,
      knownName: () => null,
      guard: { holds: () => false, isKeptOut: () => false },
      features: [],
      learnNames: async () => undefined,
      remember: async () => undefined,
      walletsList: async () => null,
      invites: async () => [],
      useInvite: async () => false,
    },
    { changed: () => undefined, notice: () => undefined },
  );
}

beforeEach(async () => {
  clock = createManualClock();
  room = await makeRoom();
  me = await makeSigningKey();
  said = [];
  call = callOf(me);
});
afterEach(() => call.leave());

describe("a call's session", () => {
  it("knocks again at the same admin where the knock came too soon", async () => {
    await proveMyself();
    const host = await makeMember(room, { identity: room.host });
    line.message({ type: "waiting", admins: [host.peer] });
    await untilAt("at-door");
    expect(said).toEqual([]);
    call.knock("");
    const first = await heard("knock");
    line.message({ type: "error", code: "rate", message: "", fatal: false, retryAfterMs: 40_000 });
    await until(() => clock.pending() > 0);
    clock.advance(39_000);
    expect(said).toEqual([]);
    clock.advance(1_000);
    const second = await heard("knock");
    expect(second.peerId).toBe(first.peerId);
    expect(second.box).not.toBe(first.box);
  });

  it("goes on where the server, come back, talks of another host", async () => {
    await enterCall();
    line.closed(1006);
    await untilGone(0);
    // Enough for the next try, not for it to be given up.
    clock.advance(1_000);
    line.opened();
    await heard("request");
    line.message(challenge(await makeRoom()));
    await untilGone(1);
    expect(said).toEqual([]);
  });

  it("lets in two people at once by two versions of the list, one after the other", async () => {
    me = room.host;
    call = callOf(me);
    const auth = await enterCall();
    const people = [await knock(auth), await knock(auth)];
    for (const { verified } of people) call.admit([verified.peerId]);
    const lists = [await heard("list"), await heard("list")].map(({ payload }) =>
      parseRoom(payload),
    );
    expect(lists.map(({ version }) => version)).toEqual([2, 3]);
    expect(lists[1]?.allow.map(({ key }) => key)).toEqual(people.map(({ join }) => join.key));
    expect(call.knocks()).toEqual([]);
  });

  it("does not mistake the challenge of a line that was left for the next one's", async () => {
    call.join(me.keyId, "Me");
    line.opened();
    await heard("request");
    line.message(challenge());
    // The challenge has come and is being checked.
    await Promise.resolve();
    await Promise.resolve();
    call.cancel();
    await proveMyself();
    expect(call.state().at).toBe("entering");
  });
});

describe("a list that the server had no time for", () => {
  it("is sent again, until the server has shown it", async () => {
    me = room.host;
    call = callOf(me);
    const auth = await enterCall();
    const them = await knock(auth);
    call.admit([them.verified.peerId]);
    const first = await heard("list");
    line.message({ type: "error", code: "rate", message: "", fatal: false, retryAfterMs: 3_000 });
    await settled();
    clock.advance(3_000);
    const again = await heard("list");
    expect(again.payload).toBe(first.payload);
    line.message(again);
    await settled();
    line.message({ type: "error", code: "rate", message: "", fatal: false });
    await settled();
    clock.advance(60_000);
    expect(said).toEqual([]);
  });
});

/** What was said to this side has been taken. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
}
