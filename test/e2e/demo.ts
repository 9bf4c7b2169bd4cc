import { join, relative } from "node:path";
import { findChromium } from "../../scripts/steps/programs.mjs";
import { root } from "../../scripts/steps/root.mjs";
import { type ChromiumProfile, openChromiumProfile } from "../support/browser/chromium-profile.ts";
import { createAlbum } from "../support/e2e/album.ts";
import { type LatchkeyServer, startLatchkeyServer } from "../support/e2e/latchkey-server.ts";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { hasSshKeygen, signedIn, verifyWithSshKeygen } from "../support/e2e/ssh-verify.ts";

// The main job, unattended: two people, two browsers, one server that neither trusts.

const limitMs = 120_000;
const pictures = join(root, "demo-output");
const opened: { close: () => Promise<void> }[] = [];

async function step<Result>(what: string, doing: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await doing();
  const ms = Math.round(performance.now() - started);
  console.log(`${String(ms).padStart(6)} ms  ${what}`);
  return result;
}

function opens<Thing extends { close: () => Promise<void> }>(thing: Thing): Thing {
  opened.push(thing);
  return thing;
}

async function demo(): Promise<void> {
  const album = createAlbum(pictures);
  const server = await step("the server starts", async () => opens(await startLatchkeyServer()));
  const [alice, bob] = await step("two browsers with empty profiles open", async () =>
    Promise.all([openProfile(), openProfile()]),
  );

  const alicePopup = await openPopup(alice);
  await album.takeBoth(alicePopup.page, "popup-first-run");
  await step("Alice generates a key", () => alicePopup.generateKey("Alice"));
  await album.takeBoth(alicePopup.page, "popup-identities");
  const aliceKey = await alicePopup.copyPublicKey();
  const bobPopup = await openPopup(bob);
  const bobKey = await step("Bob generates a key and copies his public key", async () => {
    await bobPopup.generateKey("Bob");
    return bobPopup.copyPublicKey();
  });
  await bobPopup.page.close();

  await alicePopup.fillNewRoom({ allowed: [bobKey], server: server.address });
  await album.takeBoth(alicePopup.page, "new-room");
  const host = await step("Alice creates a room for Bob's key", () => alicePopup.createRoom());
  await alicePopup.page.close();
  await host.joinButton.waitFor();
  await untilPreview(host);
  await album.takeBoth(host.page, "lobby");
  await approveIn(alice, host, "Alice", async (page) => album.takeBoth(page, "approval-create"));
  await step("Alice is in the room", () => host.button("Leave").waitFor());
  const link = await host.copyLink();

  const roomPage = await step("Bob opens the room link", () => openRoomPage(bob, link));
  await album.takeBoth(roomPage.page, "room-page");
  const guest = await step("Bob clicks Join with Latchkey", () => roomPage.join());
  await guest.joinButton.waitFor();
  await untilPreview(guest);
  await album.take(guest.page, "lobby-guest");
  await approveIn(bob, guest, "Bob", async (page) => album.takeBoth(page, "approval-join"));
  await step("Alice and Bob have checked each other, and decode each other's frames", async () =>
    Promise.all([host.untilSeen("Bob"), guest.untilSeen("Alice")]),
  );
  await report(host, guest);
  await Promise.all([dismissMessages(host), dismissMessages(guest)]);
  await album.takeBoth(host.page, "call-host");
  await album.take(guest.page, "call-guest");
  await host.button("Participants").click();
  await album.take(host.page, "participants");

  verifyStatements([
    { name: "Alice", key: aliceKey, tab: host },
    { name: "Bob", key: bobKey, tab: guest },
  ]);
  await guest.leave();
  await guest.button("Back to the lobby").waitFor();
  await album.take(guest.page, "left");
  complain([alice, bob], server);
}

async function openProfile(): Promise<ChromiumProfile> {
  return opens(await openChromiumProfile());
}

async function untilPreview({ page }: CallTab): Promise<void> {
  await page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
}

/** Read, and put away before the picture. */
async function dismissMessages({ page }: CallTab): Promise<void> {
  const first = page.getByRole("button", { name: /^Dismiss: / }).first();
  // One that goes by itself just now is gone as well.
  while (await first.isVisible()) await first.click({ timeout: 1_000 }).catch(() => undefined);
}

async function approveIn(
  profile: ChromiumProfile,
  tab: CallTab,
  name: string,
  picture: (page: CallTab["page"]) => Promise<void>,
): Promise<void> {
  const window = await step(`${name} clicks Join, and the approval window arms`, async () => {
    await tab.join();
    const asking = await approvalWindow(profile);
    await asking.untilArmed();
    return asking;
  });
  await picture(window.page);
  await step(`${name} approves`, () => window.approve());
}

async function report(host: CallTab, guest: CallTab): Promise<void> {
  const [bobs, alices] = await Promise.all([host.untilHeard("Bob"), guest.untilHeard("Alice")]);
  for (const [who, { frames, width, height }] of [
    ["Alice sees and hears Bob", bobs],
    ["Bob sees and hears Alice", alices],
  ] as const) {
    console.log(`${who}: ${frames} frames of ${width} × ${height} decoded in 1.5 s`);
    if (frames === 0) throw new Error(`no more frames: ${who}`);
  }
}

function verifyStatements(people: readonly { name: string; key: string; tab: CallTab }[]): void {
  if (!hasSshKeygen()) {
    console.log("ssh-keygen is not here: the signatures were checked by the two browsers alone.");
    return;
  }
  for (const { name, key, tab } of people) {
    const statement = signedIn(tab.wire.sent, "auth");
    const { accepted, says } = verifyWithSshKeygen(key, "latchkey-join-v1", statement);
    console.log(`ssh-keygen -Y verify of ${name}'s join statement: ${says}`);
    if (!accepted) throw new Error("OpenSSH does not accept a statement of the call");
  }
}

function complain(profiles: readonly ChromiumProfile[], server: LatchkeyServer): void {
  const complaints = profiles.flatMap((profile) => profile.complaints.unexpected());
  if (complaints.length > 0) {
    throw new Error(`a browser complained:\n${complaints.join("\n")}\n${server.log()}`);
  }
}

async function closeAll(): Promise<void> {
  await Promise.allSettled(opened.splice(0).map((thing) => thing.close()));
}

const limit = setTimeout(() => {
  console.error(`The call did not come up within ${limitMs / 1_000} s.`);
  // The browsers and the server end with this process.
  process.exit(1);
}, limitMs);

if (findChromium() === undefined) {
  console.error("There is no Chromium here: install it, or set CHROMIUM to the path of one.");
  process.exitCode = 1;
} else {
  const started = performance.now();
  try {
    await demo();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`The call came up, proven both ways, in ${seconds} s with all pictures.`);
  } catch (error) {
    console.error(
      `The call did not come up: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  } finally {
    await closeAll();
    console.log(`Pictures are in ${relative(process.cwd(), pictures) || "."}/`);
  }
}
clearTimeout(limit);
