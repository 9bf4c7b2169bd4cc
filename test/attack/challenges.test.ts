import { expect, test } from "vitest";
import type { ServerAttack } from "../support/attack/evil-server/attacks.ts";
import { createStage } from "../support/attack/stage.ts";
import { enter } from "../support/server/enter.ts";
import { startServer } from "../support/server/start-server.ts";

const scene = createStage();

test("control: an honest challenge is signed once, and the call begins", async () => {
  const { joined } = await scene();
  const alice = await joined(0);
  expect(alice.wallet.asked).toHaveLength(1);
});

test.each([
  ["invent-host", { problem: "wrong-host" }],
  ["other-salt", { problem: "wrong-host" }],
  ["other-room", { problem: "server-speaks-something-else" }],
  ["clock-ahead", { problem: "clock-differs", aheadMs: expect.closeTo(-3_600_000, -5) as number }],
  ["clock-behind", { problem: "clock-differs", aheadMs: expect.closeTo(3_600_000, -5) as number }],
  ["deny-room", { problem: "room-unknown" }],
] as const satisfies readonly (readonly [ServerAttack, object])[])(
  "%s: nobody is asked to sign, and it is said why",
  async (attack, problem) => {
    const { party } = await scene(1, attack);
    const alice = party(0);
    alice.session.join(alice.identity.keyId, "Alice");
    await alice.until("back", ({ state }) => isBackWithProblem(state()));
    expect(alice.state()).toEqual({ at: "lobby", problem });
    expect(alice.wallet.asked).toEqual([]);
  },
);

test("flood-challenges: the wallet is asked once, and the first challenge counts", async () => {
  const there = await scene(2, "flood-challenges");
  const alice = await there.joined(0);
  const bob = await there.joined(1);
  await alice.untilBound(bob.identity.keyId);
  expect(alice.wallet.asked).toHaveLength(1);
});

test("own-host: somebody who knows the room by its list does not follow another host", async () => {
  const there = await scene(1, "invent-host");
  const alice = there.party(0, { list: there.list });
  alice.session.join(alice.identity.keyId, "Alice");
  await alice.until("back", ({ state }) => isBackWithProblem(state()));
  expect(alice.state()).toEqual({ at: "lobby", problem: { problem: "wrong-host" } });
});

test("relay-challenge: what is signed for this server is refused by the other one", async () => {
  const other = await startServer();
  try {
    const there = await scene(1, "relay-challenge", other.origin);
    // The same room is open over there as well, and Alice is on its list.
    const host = { ...there.room, server: other.origin };
    const { client } = await enter(other, host, there.room.host, { list: there.list });

    const alice = there.party(0);
    alice.session.join(alice.identity.keyId, "Alice");
    await alice.until("back", ({ state }) => isBackWithProblem(state()));
    expect(alice.state()).toMatchObject({
      problem: { problem: "refused", code: "auth", message: "signed for another server" },
    });
    expect(alice.wallet.asked).toMatchObject([{ server: there.evil.origin }]);
    expect(client.unread()).toEqual([]);

    // Control: over there, by the address that is really opened, she is let in.
    await enter(other, host, alice.identity);
    expect(await client.next("peer-joined")).toMatchObject({ type: "peer-joined" });
  } finally {
    await other.stop();
  }
});

function isBackWithProblem(state: { at: string; problem?: unknown }): boolean {
  return state.at === "lobby" && state.problem !== null;
}
