import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../support/browser/axe.ts";
import { joinAndApprove } from "../support/e2e/person.ts";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import { openImportTab } from "../support/e2e/screens/import-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

// Every screen, in light and in dark, judged by axe-core.

const stage = createStage();

/** Barriers found so far, with the screen they are on. */
async function look(page: Page, screen: string, found: string[]): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const violations = await accessibilityViolations(page);
    found.push(...violations.map((violation) => `${screen}, ${colorScheme}: ${violation}`));
  }
}

describe("no screen has a barrier that axe-core knows", () => {
  it("in popup and import", async () => {
    const found: string[] = [];
    const profile = await stage.profile();
    const popup = await openPopup(profile);
    await popup.button("Generate key").waitFor();
    await look(popup.page, "first run", found);
    await popup.page.close();

    const tab = await openImportTab(profile);
    await look(tab.page, "import", found);
    await tab.importText("Alice", "nothing of the kind");
    await tab.page.getByText(says("errWalletImportUnknownFormat")).waitFor();
    await look(tab.page, "import that failed", found);

    const again = await openPopup(profile);
    await again.generateKey("Alice");
    await look(again.page, "one identity, just made", found);
    await again.page.reload();
    await again.identities.waitFor();
    await look(again.page, "one identity", found);
    await again.button("More").click();
    await again.button("Rename").click();
    await look(again.page, "an identity being renamed", found);
    await again.button("Remove").click();
    await again.page.getByRole("dialog").waitFor();
    await look(again.page, "an identity about to be removed", found);
    await again.page.reload();
    await again.fillNewRoom({ allowed: ["no key", "ssh-ed25519 AAAA"], server: "nowhere at all" });
    await again.button("Create room").click();
    await again.page.getByRole("alert").first().waitFor();
    await look(again.page, "new room with errors", found);
    await again.page.reload();
    const [servers] = await Promise.all([
      profile.context.waitForEvent("page"),
      again.button("Servers").click(),
    ]);
    await servers.getByRole("heading", { name: says("popupServers") }).waitFor();
    await look(servers, "servers", found);
    expect(found).toEqual([]);
  });

  it("in approval, call and the server's pages", async () => {
    const found: string[] = [];
    const server = await stage.server();
    const [alice, bob, carol] = await Promise.all([
      stage.person("Alice"),
      stage.person("Bob"),
      stage.person("Carol"),
    ]);
    const popup = await openPopup(alice.profile);
    await popup.fillNewRoom({ allowed: [bob.publicKey], server: server.address });
    await look(popup.page, "new room", found);
    const host = await popup.createRoom();
    await look(popup.page, "room created", found);
    await host.joinButton.waitFor();
    await look(host.page, "lobby", found);
    await host.join();
    const creating = await approvalWindow(alice.profile);
    await look(creating.page, "approval of a new room", found);
    await look(host.page, "waiting for approval", found);
    await popup.page.reload();
    await popup.waitingApprovals.waitFor();
    await look(popup.page, "popup with a waiting approval", found);
    await creating.approve();
    await host.button("Leave").waitFor();
    await look(host.page, "alone in the call", found);
    const link = await host.copyLink();

    const roomPage = await openRoomPage(bob.profile, link);
    await look(roomPage.page, "room page", found);
    const guest = await roomPage.join();
    await guest.join();
    const joining = await approvalWindow(bob.profile);
    await look(joining.page, "approval of a join", found);
    await joining.approve();
    await guest.untilSeen("Alice");

    const third = await openPopup(carol.profile);
    const waiting = await third.joinByLink(link);
    await joinAndApprove(carol, waiting);
    await waiting.page.getByRole("heading", { name: says("callWaiting") }).waitFor();
    await look(waiting.page, "waiting for the host", found);
    await waiting.button("Knock").click();
    await host.page.getByRole("region", { name: says("callKnocks") }).waitFor();
    await look(host.page, "call of two with a knock", found);
    await host.button("Participants").click();
    await look(host.page, "participants", found);
    await guest.button("More").click();
    await guest.button("Devices").click();
    await look(guest.page, "devices in the call", found);
    await guest.page.keyboard.press("Escape");
    await host.tile("Bob").getByRole("button", { name: "Confirm identity" }).click();
    const confirming = await approvalWindow(bob.profile);
    await look(confirming.page, "approval of a confirmation", found);
    await confirming.deny();
    await guest.leave();
    await guest.page.getByRole("heading", { name: says("callLeft") }).waitFor();
    await look(guest.page, "left", found);

    await roomPage.page.goto(`${server.address}/`);
    await look(roomPage.page, "landing page", found);
    expect(found).toEqual([]);
  });
});
