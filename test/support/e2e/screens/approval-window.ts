import type { Locator, Page } from "playwright-core";
import type { ChromiumProfile } from "../../browser/chromium-profile.ts";

/** The window that shows exactly what will be signed, used as a person uses it. */
export interface ApprovalWindow {
  readonly page: Page;
  readonly approveButton: Locator;
  readonly denyButton: Locator;
  /** The texts below "Exactly what will be signed", in order. */
  readonly statements: () => Promise<readonly string[]>;
  /** Until *Approve* may be pressed. */
  readonly untilArmed: () => Promise<void>;
  /** Waits until *Approve* has armed itself, and clicks it with the mouse. */
  readonly approve: () => Promise<void>;
  readonly deny: () => Promise<void>;
  /** By the window's own cross. */
  readonly close: () => Promise<void>;
}

const patienceMs = 15_000;

export async function approvalWindow(profile: ChromiumProfile): Promise<ApprovalWindow> {
  const address = profile.url("approval/index.html");
  const isApproval = (page: Page): boolean => page.url().startsWith(address);
  const page =
    profile.context.pages().find(isApproval) ??
    (await profile.context.waitForEvent("page", { predicate: isApproval, timeout: patienceMs }));
  const approveButton = page.getByRole("button", { name: "Approve", exact: true });
  const denyButton = page.getByRole("button", { name: "Deny", exact: true });
  await denyButton.waitFor();
  const region = page.getByRole("region", { name: "Exactly what will be signed" });
  return {
    page,
    approveButton,
    denyButton,
    statements: async () => {
      await region.waitFor();
      return region
        .locator("pre")
        .evaluateAll((texts) => texts.map(({ textContent }) => textContent));
    },
    // A trial run of a click: waits until the button takes one, and does not click.
    untilArmed: () => approveButton.click({ trial: true }),
    approve: () => clickLast(approveButton, page),
    deny: () => clickLast(denyButton, page),
    close: () => page.close(),
  };
}

/** A click that the window answers by closing, at times before the click is reported as done. */
async function clickLast(button: Locator, page: Page): Promise<void> {
  try {
    await button.click();
  } catch (error) {
    if (!page.isClosed()) throw error;
  }
}

/** Pages of the approval window that are open now: never more than one. */
export function openApprovalWindows(profile: ChromiumProfile): number {
  const address = profile.url("approval/index.html");
  return profile.context.pages().filter((page) => page.url().startsWith(address)).length;
}
