import { describe, expect, it } from "vitest";
import type { LatchkeyServer } from "../support/e2e/latchkey-server.ts";
import { enterRoom, hostRoom, joinAndApprove, type Person } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

interface Call {
  readonly server: LatchkeyServer;
  readonly link: string;
  readonly host: CallTab;
  readonly guest: CallTab;
  /** On the list, and not yet in the call. */
  readonly carol: Person;
}

/** Alice and Bob see each other; Carol may still come. */
async function callOfTwo(): Promise<Call> {
  const server = await stage.server();
  const [alice, bob, carol] = await Promise.all(
    ["Alice", "Bob", "Carol"].map((name) => stage.person(name, { framesPerSecond: 10 })),
  );
  if (alice === undefined || bob === undefined || carol === undefined) throw new Error("nobody");
  for (const { profile } of [alice, bob, carol]) {
    profile.complaints.expect(/WebSocket connection to .* failed/);
  }
  const { tab: host, link } = await hostRoom(alice, server.address, [bob, carol]);
  const guest = await enterRoom(bob, link);
  await Promise.all([host.untilSeen("Bob"), guest.untilSeen("Alice")]);
  return { server, link, host, guest, carol };
}

/** Frames of both go on, measured anew. */
async function expectCallGoesOn({ host, guest }: Call): Promise<void> {
  const [bobs, alices] = await Promise.all([
    host.received("Bob", 2_000),
    guest.received("Alice", 2_000),
  ]);
  expect(bobs.frames).toBeGreaterThan(3);
  expect(alices.frames).toBeGreaterThan(3);
}

async function expectCarolCanJoin({ carol, link, host, guest }: Call): Promise<void> {
  const third = await enterRoom(carol, link);
  await Promise.all([
    host.untilSeen("Carol"),
    guest.untilSeen("Carol"),
    third.untilSeen("Alice"),
    third.untilSeen("Bob"),
  ]);
}

describe("a server that fails in the call", () => {
  it("restarts and has forgotten everything: links live, and others can join again", async () => {
    const call = await callOfTwo();
    await call.server.stop();
    const gone = says("callServerGone");
    await call.host.page.getByText(gone, { exact: true }).waitFor();
    await call.guest.page.getByText(gone, { exact: true }).waitFor();
    await expectCallGoesOn(call);
    await call.server.start();
    const there = { state: "detached", timeout: 40_000 } as const;
    await call.host.page.getByText(gone, { exact: true }).waitFor(there);
    await call.guest.page.getByText(gone, { exact: true }).waitFor(there);
    await expectCallGoesOn(call);
    await expectCarolCanJoin(call);
  });

  it("hangs: the call goes on, and others join once it is back", async () => {
    const call = await callOfTwo();
    call.server.pause();
    try {
      await expectCallGoesOn(call);
      await expectCallGoesOn(call);
    } finally {
      call.server.goOn();
    }
    await expectCarolCanJoin(call);
  });

  it("is killed before anybody could join: says so, and joins when it is back", async () => {
    const server = await stage.server();
    const alice = await stage.person("Alice");
    alice.profile.complaints.expect(/WebSocket connection to .* failed/);
    const popup = await openPopup(alice.profile);
    await popup.fillNewRoom({ allowed: [], server: server.address });
    const tab = await popup.createRoom();
    await server.kill();
    await tab.join();
    await tab.page.getByText(says("problemServerUnreachable")).waitFor();
    await server.start();
    await joinAndApprove(alice, tab);
    await tab.button("Leave").waitFor();
  });
});

describe("a clock that is wrong", () => {
  it.each([
    ["behind", 3_600_000, "problemClockBehindText"],
    ["ahead", -3_600_000, "problemClockText"],
  ] as const)("by an hour %s: says so before anything is signed", async (_, aheadMs, text) => {
    const server = await stage.server({ clockAheadMs: aheadMs });
    const alice = await stage.person("Alice");
    const popup = await openPopup(alice.profile);
    await popup.fillNewRoom({ allowed: [], server: server.address });
    const tab = await popup.createRoom();
    await tab.join();
    await tab.page.getByText(says("problemClock")).waitFor();
    const sentence = says(text, "·").split("·")[0] ?? "";
    await tab.page.getByText(new RegExp(`${sentence}.*(hour|60 min)`)).waitFor();
    expect(tab.wire.sent.filter((frame) => frame.includes('"auth"'))).toEqual([]);
  });
});
