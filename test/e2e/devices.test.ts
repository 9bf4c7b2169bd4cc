import { describe, expect, it } from "vitest";
import type { ProfileOptions } from "../support/browser/chromium-profile.ts";
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
