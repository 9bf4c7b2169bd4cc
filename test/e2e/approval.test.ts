import { describe, expect, it } from "vitest";
import { stopBackgroundWorker } from "../support/browser/background-worker.ts";
import type { ChromiumProfile } from "../support/browser/chromium-profile.ts";
import type { LatchkeyServer } from "../support/e2e/latchkey-server.ts";
import type { Person } from "../support/e2e/person.ts";
import {
  type ApprovalWindow,
  approvalWindow,
  openApprovalWindows,
} from "../support/e2e/screens/approval-window.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { signedIn } from "../support/e2e/ssh-verify.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

interface Asked {
  readonly server: LatchkeyServer;
  readonly person: Person;
  readonly tab: CallTab;
  readonly window: ApprovalWindow;
}

/** Somebody has pressed *Join* in a room of their own, and the approval window has come up. */
async function asked(server: LatchkeyServer): Promise<Asked> {
  const person = await stage.person("Alice");
  const popup = await openPopup(person.profile);
  await popup.fillNewRoom({ allowed: [], server: server.address });
  const tab = await popup.createRoom();
  await popup.page.close();
  await tab.join();
  return { server, person, tab, window: await approvalWindow(person.profile) };
}

function untilWindowCloses(profile: ChromiumProfile): Promise<void> {
  return expect.poll(() => openApprovalWindows(profile), { timeout: 10_000 }).toBe(0);
}

describe("the approval window", () => {
  it("shows the very texts that are signed, all at once for a new room", async () => {
    const { tab, window, person, server } = await asked(await stage.server());
    const shown = await window.statements();
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain(`Server: ${server.origin}\n`);
    await window.approve();
    await tab.button("Leave").waitFor();
    expect(signedIn(tab.wire.sent, "auth").payload).toBe(shown[0]);
    expect(signedIn(tab.wire.sent, "create").payload).toBe(shown[1]);
    await untilWindowCloses(person.profile);
  });

  it("arms Approve only after a steady while, and Enter never approves", async () => {
    const { tab, window, person } = await asked(await stage.server());
    // Time since the page began to load, which is before it can have had any focus.
    const armedAfterMs = await window.page.waitForFunction(() => {
      const buttons = [...document.querySelectorAll("button")];
      const approve = buttons.find((button) => button.textContent.trim() === "Approve");
      return approve && approve.getAttribute("aria-disabled") !== "true" && performance.now();
    });
    expect(await armedAfterMs.jsonValue()).toBeGreaterThanOrEqual(700);

    await window.approveButton.focus();
    await window.page.keyboard.press("Enter");
    await window.page.keyboard.press("Enter");
    expect(await window.approveButton.isVisible()).toBe(true);
    expect(tab.wire.sent.filter((frame) => frame.includes('"auth"'))).toEqual([]);

    // Whoever was typing elsewhere when it came up hits Deny.
    await window.page.keyboard.press("Shift+Tab");
    await window.page.keyboard.press("Enter");
    await tab.page.getByText(says("problemApprovalDenied")).waitFor();
    await untilWindowCloses(person.profile);
    expect(tab.wire.sent.filter((frame) => frame.includes('"auth"'))).toEqual([]);
  });

  it("signs nothing when denied, and asks again when joined again", async () => {
    const { tab, window, person } = await asked(await stage.server());
    await window.deny();
    await tab.page.getByText(says("problemApprovalDenied")).waitFor();
    await untilWindowCloses(person.profile);
    expect(tab.wire.sent.filter((frame) => frame.includes('"auth"'))).toEqual([]);

    await tab.join();
    await (await approvalWindow(person.profile)).approve();
    await tab.button("Leave").waitFor();
  });

  it("takes the window's cross for a no", async () => {
    const { tab, window } = await asked(await stage.server());
    await window.close();
    await tab.page.getByText(says("problemApprovalDenied")).waitFor();
    expect(tab.wire.sent.filter((frame) => frame.includes('"auth"'))).toEqual([]);
  });

  it("lets a request expire, with the challenge it answers", async () => {
    // A challenge lives five minutes by the server's clock, and a request no longer than it: here
    // twenty seconds are left of it, since the server's clock is behind by the rest.
    const { tab, person } = await asked(await stage.server({ clockAheadMs: -280_000 }));
    await tab.page.getByText(says("problemApprovalExpired")).waitFor({ timeout: 60_000 });
    expect(tab.wire.sent.filter((frame) => frame.includes('"auth"'))).toEqual([]);
    const popup = await openPopup(person.profile);
    await popup.identities.waitFor();
    expect(await popup.waitingApprovals.count()).toBe(0);
  });

  it("waits in the popup too, and can be brought back from there", async () => {
    const { tab, person, window } = await asked(await stage.server());
    const popup = await openPopup(person.profile);
    await popup.waitingApprovals.getByText(says("popupApprovalCreate")).waitFor();
    await popup.button("Show").click();
    expect(openApprovalWindows(person.profile)).toBe(1);
    await window.approve();
    await tab.button("Leave").waitFor();
    await popup.waitingApprovals.waitFor({ state: "detached" });
  });

  it("goes away with the call tab that asked, and nothing waits any more", async () => {
    const { tab, person, server } = await asked(await stage.server());
    await tab.page.close();
    await untilWindowCloses(person.profile);
    const popup = await openPopup(person.profile);
    await popup.identities.waitFor();
    expect(await popup.waitingApprovals.count()).toBe(0);
    expect(server.log()).not.toContain("joined");
  });
});

describe("the background worker", () => {
  it("may die while an approval waits: it is approved after that all the same", async () => {
    const { tab, window, person } = await asked(await stage.server());
    const shown = await window.statements();
    await stopBackgroundWorker(person.profile);
    await window.approve();
    await tab.button("Leave").waitFor();
    expect(signedIn(tab.wire.sent, "auth").payload).toBe(shown[0]);
    await untilWindowCloses(person.profile);
  });

  it("may die while an approval waits: it is denied after that all the same", async () => {
    const { tab, window, person } = await asked(await stage.server());
    await stopBackgroundWorker(person.profile);
    await window.deny();
    await tab.page.getByText(says("problemApprovalDenied")).waitFor();
    await untilWindowCloses(person.profile);
  });
});
