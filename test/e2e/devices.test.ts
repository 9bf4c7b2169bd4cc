import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ProfileOptions } from "../support/browser/chromium-profile.ts";
import { liveTracks } from "../support/browser/live-tracks.ts";
import { audible } from "../support/browser/received-media.ts";
import { enterRoom, hostRoom, joinAndApprove, type Person } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

/** Alice is in her room; Bob, with these devices, is in its lobby. */
async function guestInTheLobby(
  options: ProfileOptions,
): Promise<{ host: CallTab; guest: CallTab; bob: Person }> {
  const server = await stage.server();
  const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob", options)]);
  const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
  const popup = await openPopup(bob.profile);
  const guest = await popup.joinByLink(link);
  await popup.page.close();
  return { host, guest, bob };
}

describe("a camera that is not to be had", () => {
  it("is refused with the microphone: says so, offers to ask again, and joins without", async () => {
    const { host, guest, bob } = await guestInTheLobby({ devices: "refused" });
    await guest.page.getByText(says("problemBothRefused")).waitFor();
    await guest.button(says("problemAskAgain")).waitFor();
    await joinAndApprove(bob, guest);
    await guest.untilSeen("Alice");
    await host.untilBound("Bob");
    await host.tile("Bob").getByText(says("callMicrophoneOff")).waitFor();
    expect((await host.received("Bob", 600)).frames).toBe(0);
    // In the call the offer stays, until the person goes on without.
    await guest.button(says("problemDismiss")).click();
    await guest.page.getByText(says("problemBothRefused")).waitFor({ state: "detached" });
  });

  it("is not there: says so, and joins with the microphone alone", async () => {
    const { host, guest, bob } = await guestInTheLobby({ devices: "no-camera" });
    await guest.page.getByText(says("problemCameraMissing")).waitFor();
    await joinAndApprove(bob, guest);
    await guest.untilSeen("Alice");
    await host.untilBound("Bob");
    await host.untilHeard("Bob");
    expect((await host.received("Bob", 600)).frames).toBe(0);
  });
});

describe("the lobby", () => {
  it("shows the own picture, a moving level, and the devices there are", async () => {
    const server = await stage.server();
    const alice = await stage.person("Alice");
    const popup = await openPopup(alice.profile);
    await popup.fillNewRoom({ allowed: [], server: server.address });
    const tab = await popup.createRoom();
    await tab.page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
    for (const name of ["Camera", "Microphone", "Speaker", "Identity"]) {
      const choice = tab.page.getByRole("combobox", { name, exact: true });
      expect(await choice.locator("option").count(), name).toBeGreaterThanOrEqual(1);
    }
    const level = tab.page.getByRole("meter", { name: says("lobbyLevel") });
    await expect
      .poll(async () => Number(await level.getAttribute("aria-valuenow")), { interval: 100 })
      .toBeGreaterThan(0);

    await tab.button("Turn camera off").click();
    await tab.page.getByText(says("lobbyCameraOff")).waitFor();
    await tab.button("Mute microphone").click();
    await tab.button("Unmute microphone").waitFor();
  });

  it("enters with camera and microphone off where they were turned off there", async () => {
    const { host, guest, bob } = await guestInTheLobby({});
    await guest.button("Turn camera off").click();
    await guest.button("Mute microphone").click();
    await joinAndApprove(bob, guest);
    await host.untilBound("Bob");
    await host.tile("Bob").getByText(says("callMicrophoneOff")).waitFor();
    expect((await host.received("Bob", 600)).frames).toBe(0);
  });

  it("joins as the identity that was chosen", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const popup = await openPopup(bob.profile);
    await popup.button("Generate key").click();
    await popup.generateKey("Bob's other key");
    await popup.page.close();
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const again = await openPopup(bob.profile);
    const guest = await again.joinByLink(link);
    const choice = guest.page.getByRole("combobox", { name: "Identity", exact: true });
    await choice.selectOption({ label: "Bob's other key" });
    await joinAndApprove(bob, guest);
    await guest.page.getByRole("heading", { name: says("callWaiting") }).waitFor();
    expect(await host.tiles()).toEqual([]);
    await guest.button(says("callCancel")).click();
    await choice.selectOption({ label: "Bob" });
    await joinAndApprove(bob, guest);
    await host.untilSeen("Bob");
  });
});

describe("devices in the call", () => {
  it("are switched without a word to the server, and remembered after a reload", async () => {
    // Chromium's second fake camera measures depth, which no codec takes.
    const { host, guest, bob } = await guestInTheLobby({ cameras: 3 });
    await joinAndApprove(bob, guest);
    await host.untilSeen("Bob");
    const before = [guest.wire.sent.length, guest.wire.binarySent()];

    const dialog = await openDevices(guest);
    const camera = dialog.getByRole("combobox", { name: "Camera", exact: true });
    await camera.selectOption({ label: "fake_device_2" });
    await expect.poll(() => ownCameras(guest)).toEqual(["fake_device_2"]);
    await host.untilSeen("Bob");
    await dialog.getByRole("switch", { name: says("deviceNoise") }).click();
    await host.untilHeard("Bob");
    await dialog.getByRole("button", { name: says("deviceTestSound") }).click();
    expect([guest.wire.sent.length, guest.wire.binarySent()]).toEqual(before);

    await guest.page.reload();
    const again = guest.page.getByRole("combobox", { name: "Camera", exact: true });
    await expect
      .poll(() => again.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.label))
      .toBe("fake_device_2");
    await expect.poll(() => ownCameras(guest)).toEqual(["fake_device_2"]);
    await joinAndApprove(bob, guest);
    await host.untilSeen("Bob");
    const noise = (await openDevices(guest)).getByRole("switch", { name: says("deviceNoise") });
    expect(await noise.isChecked()).toBe(false);
  });

  it("tells who speaks while muted, sends nothing of it, and lets talk while Space is held", async () => {
    const { host, guest, bob } = await guestInTheLobby({});
    await joinAndApprove(bob, guest);
    await host.untilHeard("Bob");
    await guest.button("Mute microphone").click();
    await guest.page.getByText(says("deviceSpeaksMutedSpace")).waitFor();
    await host.tile("Bob").getByText(says("callMicrophoneOff")).waitFor();
    await expect
      .poll(async () => (await host.received("Bob", 600)).loudest, { timeout: 10_000 })
      .toBeLessThan(audible / 2);

    // The focus is still on the button that was clicked: Space must not click it.
    await guest.page.keyboard.down("Space");
    await host.untilHeard("Bob");
    await guest.page.keyboard.up("Space");
    await guest.button("Unmute microphone").waitFor();
    await host.tile("Bob").getByText(says("callMicrophoneOff")).waitFor();
  });
});

async function openDevices(tab: CallTab): Promise<Locator> {
  await tab.button("More").click();
  await tab.button(says("callDevices")).click();
  return tab.page.getByRole("dialog", { name: says("callDevices") });
}

async function ownCameras(tab: CallTab): Promise<string[]> {
  const tracks = await liveTracks(tab.page);
  return tracks.map(({ label }) => label).filter((label) => label.startsWith("fake_device"));
}

describe("the extension reloaded in the call", () => {
  it("keeps its keys and rooms, and the other side sees who is gone", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    await enterRoom(bob, link);
    await host.untilSeen("Bob");
    const [worker] = bob.profile.context.serviceWorkers();
    // Chromium closes every page of an extension that is reloaded.
    const reloaded = bob.profile.context.waitForEvent("serviceworker");
    await worker
      ?.evaluate(() =>
        (
          globalThis as unknown as { chrome: { runtime: { reload: () => void } } }
        ).chrome.runtime.reload(),
      )
      .catch(() => undefined);
    await reloaded;
    await host.tile("Bob").getByText(says("callStateLost")).waitFor({ timeout: 30_000 });
    await expect
      .poll(() => bob.profile.context.pages().filter((page) => page.url().includes("/call/")))
      .toEqual([]);
    const popup = await openPopup(bob.profile);
    expect(await popup.copyPublicKey()).toBe(bob.publicKey);
    await popup.page.close();
    await enterRoom(bob, link);
    await host.untilSeen("Bob");
  });
});
