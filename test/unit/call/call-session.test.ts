import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CallSession, createCallSession } from "../../../extension/call/call-session.ts";
import type { SignalingEvents } from "../../../extension/call/signaling-client.ts";
import type { ClientMessage, ServerMessage } from "../../../protocol/messages.ts";
import { peerIdOfHash } from "../../../protocol/peer-id.ts";
import { sha256 } from "../../../protocol/hash.ts";
import type { Signed } from "../../../protocol/signed.ts";
import { makePaperKeys } from "../../support/attack/paper-certificate.ts";
import { createTestWallet } from "../../support/attack/test-wallet.ts";
import { makeMember } from "../../support/protocol/joins.ts";
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

async function heard<Type extends ClientMessage["type"]>(type: Type) {
  return vi.waitUntil(() => {
    const at = said.findIndex((message) => message.type === type);
    return at < 0 ? undefined : (said.splice(at, 1)[0] as ClientMessage & { type: Type });
  });
}

const untilAt = (at: ReturnType<CallSession["state"]>["at"]) =>
  vi.waitUntil(() => call.state().at === at);

const untilGone = (attempt: number) =>
  vi.waitUntil(() => {
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

async function enterCall(): Promise<void> {
  const auth = await proveMyself();
  const allow = [{ key: me.keyId, role: "member" }] as const;
  const list = await signList(listFields(room, { allow }), room.host);
  const peerId = peerIdOfHash(await sha256(auth.payload));
  line.message({ type: "joined", peerId, list, peers: [], iceServers: [], resumeAfterMs: 0 });
  await untilAt("in-call");
}

beforeEach(async () => {
  clock = createManualClock();
  room = await makeRoom();
  me = await makeSigningKey();
  said = [];
  const { server, roomId, secret } = room;
  call = createCallSession(
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
      asks: createTestWallet(me),
      openSignaling: (_server, events) => {
        line = events;
        return {
          send: (message) => said.push(message),
          relay: () => undefined,
          close: () => undefined,
        };
      },
      makeKeys: makePaperKeys,
      openLink: () => {
        throw new Error("nobody is linked here");
      },
      track: () => null,
      random: () => 0,
      clock,
      knownName: () => null,
      learnNames: async () => undefined,
      remember: () => undefined,
    },
    { changed: () => undefined, notice: () => undefined },
  );
});
afterEach(() => call.leave());

describe("a call's session", () => {
  it("knocks again at the same admin where the knock came too soon", async () => {
    await proveMyself();
    const host = await makeMember(room, { identity: room.host });
    line.message({ type: "waiting", admins: [host.peer] });
    const first = await heard("knock");
    await untilAt("at-door");
    line.message({ type: "error", code: "rate", message: "", fatal: false, retryAfterMs: 40_000 });
    await vi.waitUntil(() => clock.pending() > 0);
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
