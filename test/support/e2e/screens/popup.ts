import type { Locator, Page } from "playwright-core";
import type { ChromiumProfile } from "../../browser/chromium-profile.ts";
import { pasteClipboard } from "../../browser/clipboard.ts";
import { type CallTab, callTabOpenedBy } from "./call-tab.ts";

export interface NewRoom {
  /** Lines as a person pastes them. */
  readonly allowed: readonly string[];
  /** Address of the server, as typed. */
  readonly server: string;
  /** What happens to others who come; "knock" where left out. */
  readonly door?: "knock" | "closed";
}

/** The toolbar popup, opened as a page: no tool can press the toolbar's button. */
export interface Popup {
  readonly page: Page;
  readonly button: (name: string) => Locator;
  readonly identities: Locator;
  readonly waitingApprovals: Locator;
  readonly generateKey: (name: string) => Promise<void>;
  /** The line for authorized_keys that *Copy public key* gives. */
  readonly copyPublicKey: () => Promise<string>;
  readonly fillNewRoom: (room: NewRoom) => Promise<void>;
  /** *Create room* on the filled form. */
  readonly createRoom: () => Promise<CallTab>;
  /** Pastes a link and joins. */
  readonly joinByLink: (link: string) => Promise<CallTab>;
}

/** As wide as the toolbar shows it. */
const popupSize = { width: 400, height: 600 };

export async function openPopup(profile: ChromiumProfile): Promise<Popup> {
  const page = await profile.context.newPage();
  await page.setViewportSize(popupSize);
  await page.goto(profile.url("popup/index.html"));
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  const field = (name: string): Locator => page.getByLabel(name, { exact: true });
  return {
    page,
    button,
    identities: page.getByRole("list", { name: "Identities" }),
    waitingApprovals: page.getByRole("list", { name: "Waiting approvals" }),
    generateKey: async (name) => {
      await field("Name").fill(name);
      await button("Generate key").click();
      await page.getByText(name, { exact: true }).first().waitFor();
    },
    copyPublicKey: async () => {
      await button("Copy public key").first().click();
      return pasteClipboard(profile);
    },
    fillNewRoom: async ({ allowed, server, door }) => {
      await button("New room").click();
      await field("Allowed keys").fill(allowed.join("\n"));
      await field("Server").fill(server);
      if (door !== undefined) {
        await page
          .getByRole("radiogroup", { name: "Door" })
          .getByRole("radio", { name: new RegExp(door, "i") })
          .check();
      }
    },
    createRoom: () => callTabOpenedBy(profile, () => button("Create room").click()),
    joinByLink: async (link) => {
      await field("Room link").fill(link);
      return callTabOpenedBy(profile, () => button("Join room").click());
    },
  };
}
