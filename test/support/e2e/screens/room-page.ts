import type { Locator, Page } from "playwright-core";
import type { ChromiumProfile } from "../../browser/chromium-profile.ts";
import { type CallTab, callTabOpenedBy } from "./call-tab.ts";

/** The page that a server shows for a room link. */
export interface RoomPage {
  readonly page: Page;
  readonly joinButton: Locator;
  /** *Join with Latchkey*, as the extension offers it. */
  readonly join: () => Promise<CallTab>;
}

export async function openRoomPage(profile: ChromiumProfile, link: string): Promise<RoomPage> {
  const page = await profile.context.newPage();
  await page.goto(link);
  const joinButton = page.getByRole("button", { name: "Join with Latchkey", exact: true });
  return { page, joinButton, join: () => callTabOpenedBy(profile, () => joinButton.click()) };
}
