import { afterEach, describe, expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import { parseRoom } from "../../protocol/room.ts";
import { says } from "../support/e2e/words.ts";
import { openApprovalWindows } from "../support/e2e/screens/approval-window.ts";
import { afterBindAttacks } from "../support/attack/evil-peer/after-bind.ts";
import { beforeBindAttacks } from "../support/attack/evil-peer/before-bind.ts";
import { sdpAttacks, unreadableSdp } from "../support/attack/evil-peer/spoilt-sdp.ts";
import { createBrowserScene } from "../support/attack/browser-scene.ts";
import {
  framesShown,
  sendingTo,
  tileOf,
  untilBound,
  untilRefused,
} from "../support/attack/victim-tab.ts";
import { nextFields, signList } from "../support/protocol/lists.ts";

/**
 * Vera's call tab is the built extension in Chromium. Those who attack her are members of the room
 * with raw connections; one of them, Bianca, is honest and stays, so that it is seen that she does.
 */
const scene = createBrowserScene(["Vera"], 29);
let next = 1;
/** Everybody attacks once: what was refused stays on the screen. */
const somebodyNew = (): number => next++;

let bianca: Awaited<ReturnType<ReturnType<typeof scene>["attacker"]>> | undefined;

async function boundTo(index: number, side: "lo" | "hi" = "lo") {
  const { people, attacker } = scene();
  const made = await attacker(index, { side });
  const channel = await made.peer.connect();
  await made.peer.bind(channel);
  await made.peer.say(channel, { type: "hello", name: "" });
  await made.peer.say(channel, {
    type: "media",
    microphone: true,
    camera: true,
    screen: false,
    screenAudio: false,
  });
  await untilBound(people[0]!.tab, made.key);
  return { ...made, channel };
}

/** Media as it is where nothing is wrong: shown in Vera's tile, and received from her. */
async function expectMediaBothWays({ key, transport }: NonNullable<typeof bianca>): Promise<void> {
  const { tab } = scene().people[0]!;
  const { frames } = await transport.received();
  const shown = await framesShown(tab, key);
  await expect.poll(async () => (await transport.received()).frames).toBeGreaterThan(frames);
  await expect.poll(() => framesShown(tab, key)).toBeGreaterThan(shown);
}

afterEach(async () => {
  if (bianca !== undefined) await untilBound(scene().people[0]!.tab, bianca.key);
});

test("control: who keeps to the rules is bound, and media flows both ways", async () => {
  const { tab } = scene().people[0]!;
  bianca = await boundTo(0);
  await expectMediaBothWays(bianca);
  expect(await sendingTo(tab.page, bianca.transport.fingerprint)).toMatchObject([
    { tracks: 2, state: "connected" },
  ]);
});

describe("another certificate than the certified one", () => {
  const names = Object.keys(sdpAttacks) as (keyof typeof sdpAttacks)[];

  // The others Chromium reads as the certified one, or not at all; no need to rely on that.
  test.each(["swap-fingerprint", "two-fingerprints", "session-level-honest"] as const)(
    "control: a browser that pins nothing is led to it by %s",
    async (name) => {
      const { page } = scene();
      const [certified, used] = [await page.transport(), await page.transport()];
      const { spoil } = sdpAttacks[name];
      expect(await page.whoAnswers(used, spoil(certified.fingerprint))).toBe("other");
    },
  );

  test.each(names)("%s in an offer: refused for the fingerprint", async (name) => {
    await attackedBySdp("lo", sdpAttacks[name].spoil, "fingerprint");
  });

  test.each(["swap-fingerprint", "session-level-honest"] as const)(
    "%s in an answer: refused for the fingerprint",
    async (name) => {
      await attackedBySdp("hi", sdpAttacks[name].spoil, "fingerprint");
    },
  );

  test.each(Object.keys(unreadableSdp) as (keyof typeof unreadableSdp)[])(
    "%s: refused for the description",
    async (name) => {
      await attackedBySdp("lo", unreadableSdp[name].spoil, "sdp");
    },
  );

  async function attackedBySdp(
    side: "lo" | "hi",
    spoil: (certified: string) => (sdp: string) => string,
    check: "fingerprint" | "sdp",
  ): Promise<void> {
    const { people, page, attacker } = scene();
    const { tab } = people[0]!;
    const { fingerprint } = await page.transport();
    const { peer, transport, key } = await attacker(somebodyNew(), {
      side,
      certify: { sessionDtls: fingerprint },
    });
    await peer.connect(spoil(fingerprint));
    await untilRefused(tab, key, check);
    expect(await transport.received()).toMatchObject({ packets: 0, frames: 0 });
    expect(await framesShown(tab, key)).toBe(0);
    for (const { tracks, packets } of await sendingTo(tab.page, fingerprint)) {
      expect({ tracks, packets }).toEqual({ tracks: 0, packets: 0 });
    }
    await peer.leave();
  }
});

describe("another certificate in mid-call", () => {
  test("in a second offer for the connection that lives: not even looked at", async () => {
    const { people, page } = scene();
    const { tab } = people[0]!;
    const mallory = await boundTo(somebodyNew());
    const other = await page.transport();
    await mallory.peer.offer(mallory.channel.conn, other);
    await expectMediaBothWays(mallory);
    expect(await sendingTo(tab.page, mallory.transport.fingerprint)).toMatchObject([
      { tracks: 2, state: "connected" },
    ]);
    expect(await other.received()).toMatchObject({ packets: 0, connection: "new" });
    await mallory.peer.leave();
  });

  test("in an offer of a new connection: refused for the fingerprint, and cut off", async () => {
    const { people, page } = scene();
    const { tab } = people[0]!;
    const mallory = await boundTo(somebodyNew());
    const other = await page.transport();
    await mallory.peer.reoffer(other);
    await untilRefused(tab, mallory.key, "fingerprint");
    expect(await other.received()).toMatchObject({ packets: 0, frames: 0 });
    expect(await framesShown(tab, mallory.key)).toBe(0);
    await mallory.peer.leave();
  });
});

describe("before the first word", () => {
  test("a new key that says no name is sent nothing, shown nowhere, and opens no window", async () => {
    const { person, tab } = scene().people[0]!;
    const { peer, transport, key } = await scene().attacker(somebodyNew());
    const channel = await peer.connect();
    await peer.bind(channel);
    await peer.say(channel, { type: "confirm?", nonce: toBase64url(randomBytes(32)) });
    await expect
      .poll(async () => (await sendingTo(tab.page, transport.fingerprint))[0]?.packetsReceived)
      .toBeGreaterThan(20);
    expect(await sendingTo(tab.page, transport.fingerprint)).toMatchObject([
      { tracks: 0, packets: 0 },
    ]);
    expect(await framesShown(tab, key)).toBe(0);
    expect(openApprovalWindows(person.profile)).toBe(0);
    // Control: with a name, it is somebody new like any other.
    await peer.say(channel, { type: "hello", name: "Mallory" });
    await untilBound(tab, key);
    await peer.leave();
  });
});

describe("before the bind", () => {
  test("media that comes at once is not shown, and none is sent", async () => {
    const { people, attacker } = scene();
    const { tab } = people[0]!;
    const { peer, transport, key } = await attacker(somebodyNew());
    const channel = await peer.connect();
    await channel.opened;
    // Control: what is sent does arrive at Vera's browser, and is decoded by nobody.
    await expect
      .poll(async () => (await sendingTo(tab.page, transport.fingerprint))[0]?.packetsReceived)
      .toBeGreaterThan(20);
    expect(await transport.received()).toMatchObject({ packets: 0, connection: "connected" });
    expect(await sendingTo(tab.page, transport.fingerprint)).toMatchObject([
      { tracks: 0, packets: 0 },
    ]);
    expect(await framesShown(tab, key)).toBe(0);
    await tileOf(tab, key).getByText(says("callStateConnecting")).waitFor();
    await peer.leave();
  });

  test.each([
    "data-before-bind",
    "oversize-before-bind",
    "prototype-before-bind",
    "reflected-mac",
  ] as const)("%s: refused", async (name) => {
    const { people, attacker } = scene();
    const { tab } = people[0]!;
    const { peer, transport, key } = await attacker(somebodyNew());
    const channel = await peer.connect();
    await channel.opened;
    const { play, refusedFor } = beforeBindAttacks[name];
    await play(peer, channel);
    await untilRefused(tab, key, refusedFor);
    expect(await transport.received()).toMatchObject({ packets: 0 });
    expect(await framesShown(tab, key)).toBe(0);
    await peer.leave();
  });
});

describe("over a bound channel", () => {
  test.each(["replay-box", "oversize"] as const)("%s: cut off", async (name) => {
    const { tab } = scene().people[0]!;
    const { peer, channel, transport, key } = await boundTo(somebodyNew());
    const { play, refusedFor } = afterBindAttacks[name];
    await play(peer, channel);
    await untilRefused(tab, key, refusedFor);
    for (const { state } of await sendingTo(tab.page, transport.fingerprint)) {
      expect(state).toBe("closed");
    }
    expect(await framesShown(tab, key)).toBe(0);
    await peer.leave();
  });

  test("a hundred questions of identity open one approval window", async () => {
    const { person, tab } = scene().people[0]!;
    const { peer, channel, key } = await boundTo(somebodyNew());
    for (let count = 0; count < 100; count += 1) {
      await peer.say(channel, { type: "confirm?", nonce: toBase64url(randomBytes(32)) });
    }
    await expect.poll(() => openApprovalWindows(person.profile)).toBe(1);
    // Whatever was said before this has been heard once this is shown.
    await peer.say(channel, { type: "hello", name: "Heard" });
    await tileOf(tab, key).getByText("Heard").waitFor();
    const asked = person.profile.context.pages().find((page) => page.url().includes("/approval/"))!;
    await asked.getByRole("button", { name: "Deny", exact: true }).click();
    await expect.poll(() => openApprovalWindows(person.profile)).toBe(0);
    await peer.leave();
    await tab.page.bringToFront();
  });
});

describe("somebody who is not there, or no longer", () => {
  test("a statement from before, replayed: a name without picture or sound", async () => {
    const { people, evil, statementOf } = scene();
    const { tab } = people[0]!;
    const { peer, key, transport } = await boundTo(somebodyNew());
    await peer.leave();
    await tileOf(tab, key).waitFor({ state: "detached" });
    for (const line of evil.lines()) line.toClient({ type: "peer-joined", ...statementOf(key) });
    await tileOf(tab, key).getByText(says("callStateConnecting")).waitFor();
    expect(await framesShown(tab, key)).toBe(0);
    expect(await sendingTo(tab.page, transport.fingerprint)).not.toContainEqual(
      expect.objectContaining({ state: "connected" }),
    );
  });

  test("a removed member whom the server keeps: cut off at once, refused when they try again", async () => {
    const { people, evil, room, list } = scene();
    const { tab } = people[0]!;
    const { peer, transport, key } = await boundTo(somebodyNew());
    await expect.poll(async () => (await transport.received()).frames).toBeGreaterThan(0);
    evil.attack("keep-removed");
    const { allow } = parseRoom(list.payload);
    const fields = await nextFields(list.payload, {
      allow: allow.filter((entry) => entry.key !== key),
      deny: [key],
    });
    const second = await signList(fields, room.host);
    for (const line of evil.lines()) line.toClient({ type: "list", ...second });
    await tileOf(tab, key).waitFor({ state: "detached" });
    for (const { state } of await sendingTo(tab.page, transport.fingerprint)) {
      expect(state).toBe("closed");
    }
    for (const line of evil.lines()) {
      line.toClient({ type: "peer-joined", ...scene().statementOf(key) });
    }
    await untilRefused(tab, key, "allowed");
    const { packets } = await transport.received();
    await peer.connect();
    expect(await framesShown(tab, key)).toBe(0);
    expect((await transport.received()).packets).toBe(packets);
    await peer.leave();
  });

  test("control: after all of this, the honest one still sees and is seen", async () => {
    await expectMediaBothWays(bianca!);
  });
});
