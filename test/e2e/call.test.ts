import { describe, expect, it } from "vitest";
import { liveTracks } from "../support/browser/live-tracks.ts";
import { audible } from "../support/browser/received-media.ts";
import { enterRoom, hostRoom, type Person } from "../support/e2e/person.ts";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { signedIn, verifyWithSshKeygen } from "../support/e2e/ssh-verify.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

interface InCall {
  readonly person: Person;
  readonly tab: CallTab;
}

/** Everyone sees and hears everyone else: that many measurements that all found something. */
async function expectEveryPair(people: readonly InCall[]): Promise<void> {
  const pairs = people.flatMap((from) =>
    people.filter((to) => to !== from).map((to) => ({ from, to })),
  );
  await Promise.all(pairs.map(({ from, to }) => to.tab.untilSeen(from.person.name)));
  // Somebody who starts to send while many others decode may take a while to be heard.
  const measured = await Promise.all(
    pairs.map(async ({ from, to }) => ({
      pair: `${to.person.name} from ${from.person.name}`,
      ...(await to.tab.untilHeard(from.person.name)),
    })),
  );
  expect(measured.filter(({ frames, loudest }) => frames < 3 || loudest < audible)).toEqual([]);
}

describe("a call of two", () => {
  it("comes up by room link, with frames and sound both ways and proofs OpenSSH accepts", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await expectEveryPair([
      { person: alice, tab: host },
      { person: bob, tab: guest },
    ]);

    // Alice pasted Bob's key with his name; Bob has never named hers.
    await host.tile("Bob").getByText(says("callStateKnown")).waitFor();
    await guest.tile("Alice").getByText(says("callStateNew")).waitFor();
    for (const [person, tab] of [
      [alice, host],
      [bob, guest],
    ] as const) {
      const statement = signedIn(tab.wire.sent, "auth");
      const { accepted, says: answer } = verifyWithSshKeygen(
        person.publicKey,
        "latchkey-join-v1",
        statement,
      );
      expect(answer).toContain('Good "latchkey-join-v1" signature');
      expect(accepted).toBe(true);
      const changed = { ...statement, payload: statement.payload.replace("none", "admit") };
      if (changed.payload !== statement.payload) {
        expect(verifyWithSshKeygen(person.publicKey, "latchkey-join-v1", changed).accepted).toBe(
          false,
        );
      }
      expect(verifyWithSshKeygen(person.publicKey, "latchkey-room-v1", statement).accepted).toBe(
        false,
      );
    }
  });

  it("shows the other side that somebody muted, turned the camera off, and back on", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await host.untilSeen("Bob");

    await guest.button("Mute microphone").click();
    await host.tile("Bob").getByText(says("callMicrophoneOff")).waitFor();
    await expect
      .poll(async () => (await host.received("Bob", 1_200)).loudest, { timeout: 10_000 })
      .toBeLessThan(audible / 2);
    await guest.button("Turn camera off").click();
    await host.tile("Bob").locator("video").waitFor({ state: "hidden" });
    await expect.poll(async () => (await host.received("Bob", 600)).frames).toBe(0);
    // A camera that is off is off: its light goes out.
    await expect
      .poll(async () =>
        (await liveTracks(guest.page)).filter(({ label }) => /fake_dev/.test(label)),
      )
      .toEqual([]);

    await guest.button("Unmute microphone").click();
    await guest.button("Turn camera on").click();
    await host.untilSeen("Bob");
    await host.untilHeard("Bob");
  });

  it("releases camera and microphone on leaving, and takes the tile away", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await host.untilSeen("Bob");
    // Two of their own, and those they receive, once the guest is bound as well.
    await expect.poll(async () => (await liveTracks(guest.page)).length).toBeGreaterThanOrEqual(4);

    await guest.leave();
    await guest.page.getByRole("heading", { name: says("callLeft") }).waitFor();
    await expect.poll(() => liveTracks(guest.page)).toEqual([]);
    await expect.poll(() => host.tiles(), { timeout: 5_000 }).toEqual([]);
    await host.page.getByText(says("callNoticeLeft", "Bob")).first().waitFor();
  });

  it("goes on after a reload of the page, with a new approval", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await host.untilSeen("Bob");

    await guest.page.reload();
    await guest.joinButton.waitFor();
    await expect.poll(() => host.tiles(), { timeout: 10_000 }).toEqual([]);
    await guest.join();
    await (await approvalWindow(bob.profile)).approve();
    await expectEveryPair([
      { person: alice, tab: host },
      { person: bob, tab: guest },
    ]);
    expect(await host.tiles()).toEqual(["Bob"]);
  });
});

describe("a call of more", () => {
  it("grows from two to three to four, with frames and sound on every pair", async () => {
    const server = await stage.server();
    const slow = { framesPerSecond: 10 };
    const alice = await stage.person("Alice", slow);
    const guests = await Promise.all(
      ["Bob", "Carol", "Dave"].map((name) => stage.person(name, slow)),
    );
    const { tab, link } = await hostRoom(alice, server.address, guests);
    const people: InCall[] = [{ person: alice, tab }];
    for (const person of guests) {
      people.push({ person, tab: await enterRoom(person, link) });
      await expectEveryPair(people);
    }
    const names = people.map(({ person }) => person.name);
    for (const [index, each] of people.entries()) {
      const others = names.filter((_, other) => other !== index);
      expect((await each.tab.tiles()).toSorted()).toEqual(others.toSorted());
    }
  });
});
