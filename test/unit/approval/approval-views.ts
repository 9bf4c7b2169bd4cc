import { buildConfirm } from "../../../protocol/confirm.ts";
import { buildJoin } from "../../../protocol/join.ts";
import { buildRoom, type RoomStatement } from "../../../protocol/room.ts";
import type { ApprovalView, ConfirmAsk, JoinAsk } from "../../../extension/shared/approval.ts";
import { confirmAsk, joinAsk } from "../../support/background/asks.ts";
import { makeRoom, type Room, testTimeMs } from "../../support/protocol/room-facts.ts";
import { listFields } from "../../support/protocol/lists.ts";
import { makeSigningKey, type SigningKey } from "../../support/protocol/signing-key.ts";

/** A room of Alice's and the requests about it as the approval window gets them. */
export interface Views {
  readonly alice: SigningKey;
  readonly bob: SigningKey;
  readonly room: Room;
  /** Bob joins Alice's room. */
  readonly join: (given?: Partial<JoinAsk>) => ApprovalView;
  /** Alice opens her room. */
  readonly create: (list?: Partial<RoomStatement>) => ApprovalView;
  /** Alice is asked by Bob. */
  readonly confirm: (given?: Partial<ConfirmAsk>) => ApprovalView;
}

export async function makeViews(): Promise<Views> {
  const [alice, bob] = [await makeSigningKey(), await makeSigningKey()];
  const room = await makeRoom({ host: alice });
  const facts = { server: room.server, roomId: room.roomId, host: alice.keyId };
  let count = 0;
  const view = (
    who: SigningKey,
    ask: ApprovalView["ask"],
    statements: readonly string[],
  ): ApprovalView => ({
    id: `request-${++count}`,
    ask,
    identity: {
      keyId: who.keyId,
      name: who === alice ? "Alice" : "Bob",
      publicKey: who.jwk,
      createdAtMs: 0,
      origin: "generated",
    },
    statements,
    room: null,
    list: null,
    serverIsKnown: true,
    hostIsKnown: true,
    hostName: null,
    askerName: null,
    askedAtMs: testTimeMs,
    diesAtMs: testTimeMs + 120_000,
    waiting: 1,
  });
  const joinText = (ask: JoinAsk): string =>
    buildJoin({ ...ask, room: ask.roomId, key: ask.identity });
  return {
    alice,
    bob,
    room,
    join: (given = {}) => {
      const ask = joinAsk(facts, bob.keyId, testTimeMs, given);
      return view(bob, ask, [joinText(ask)]);
    },
    create: (list = {}) => {
      const ask = joinAsk(facts, alice.keyId, testTimeMs, { createsRoom: true });
      const allowed = [{ key: bob.keyId, label: "Bob" }];
      const allow = [{ key: bob.keyId, role: "member" as const }];
      const text = buildRoom(listFields(room, { allow, ...list }));
      return {
        ...view(alice, ask, [joinText(ask), text]),
        room: { door: "knock", allowed },
      };
    },
    confirm: (given = {}) => {
      const ask = { ...confirmAsk(facts, alice.keyId, bob.keyId), ...given };
      const { askedBy, roomId, identity, channel, nonce } = ask;
      const text = buildConfirm({
        askedBy,
        room: roomId,
        key: identity,
        channel,
        nonce,
        issuedAtMs: testTimeMs,
      });
      return view(alice, ask, [text]);
    },
  };
}
