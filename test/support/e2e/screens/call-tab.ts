import type { Locator, Page } from "playwright-core";
import type { ChromiumProfile } from "../../browser/chromium-profile.ts";
import { pasteClipboard } from "../../browser/clipboard.ts";
import { audible, measureReceived, type ReceivedMedia } from "../../browser/received-media.ts";
import { listenToWire, type Wire } from "../../browser/wire.ts";

/** A call tab, used as a person uses it. */
export interface CallTab {
  readonly page: Page;
  /** What it said to and heard from the server. */
  readonly wire: Wire;
  readonly heading: Locator;
  readonly joinButton: Locator;
  readonly button: (name: string) => Locator;
  /** The tile of a person, by name. */
  readonly tile: (name: string) => Locator;
  /** Every tile but one's own. */
  readonly tiles: () => Promise<readonly string[]>;
  readonly join: () => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly copyLink: () => Promise<string>;
  /** Until that person's channel is bound. */
  readonly untilBound: (name: string) => Promise<void>;
  /** Until at least one frame of theirs was decoded in a fresh measurement, and it. */
  readonly untilSeen: (name: string) => Promise<ReceivedMedia>;
  /** Until something of theirs was heard in a measurement, and it; frames are as they were then. */
  readonly untilHeard: (name: string) => Promise<ReceivedMedia>;
  readonly received: (name: string, forMs?: number) => Promise<ReceivedMedia>;
}

const patienceMs = 30_000;

/** Waits for the call tab that `open` brings up. */
export async function callTabOpenedBy(
  profile: ChromiumProfile,
  open: () => Promise<unknown>,
): Promise<CallTab> {
  const address = profile.url("call/index.html");
  const wires = new Map<Page, Wire>();
  // From its very beginning, since the line is opened by a click that may come at once.
  const listen = (page: Page): void => void wires.set(page, listenToWire(page));
  profile.context.on("page", listen);
  try {
    const [page] = await Promise.all([
      profile.context.waitForEvent("page", {
        predicate: (opened) => opened.url().startsWith(address),
      }),
      open(),
    ]);
    const tab = callTab(profile, page, wires.get(page));
    await tab.heading.waitFor();
    return tab;
  } finally {
    profile.context.off("page", listen);
  }
}

function callTab(profile: ChromiumProfile, page: Page, wire: Wire = listenToWire(page)): CallTab {
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  const people = page.getByRole("region", { name: "People in the call" });
  const groups = people.getByRole("group");
  // The last: where somebody came back before their lost session was given up, the living one.
  const tile = (name: string): Locator => people.getByRole("group", { name, exact: true }).last();
  const received = (name: string, forMs?: number): Promise<ReceivedMedia> =>
    measureReceived(tile(name), forMs);
  const until = async (
    name: string,
    forMs: number,
    isEnough: (media: ReceivedMedia) => boolean,
  ): Promise<ReceivedMedia> => {
    const limit = performance.now() + patienceMs;
    for (;;) {
      await tile(name).waitFor({ timeout: patienceMs });
      const media = await received(name, forMs);
      if (isEnough(media)) return media;
      if (performance.now() > limit) {
        throw new Error(`${name} did not come through: ${JSON.stringify(media)}`);
      }
    }
  };
  return {
    page,
    wire,
    heading: page.getByRole("heading", { level: 1 }),
    joinButton: button("Join"),
    button,
    tile,
    tiles: async () => {
      const names = await groups.evaluateAll((all) =>
        all.map((each) => each.getAttribute("aria-label") ?? ""),
      );
      return names.filter((name) => !name.endsWith("(you)"));
    },
    join: () => button("Join").click(),
    leave: () => button("Leave").click(),
    copyLink: async () => {
      await button("Copy room link").first().click();
      return pasteClipboard(profile);
    },
    untilBound: (name) =>
      tile(name).getByRole("button", { name: "Confirm identity" }).waitFor({ timeout: patienceMs }),
    untilSeen: (name) => until(name, 250, ({ frames }) => frames > 0),
    // The fake microphone beeps once a second.
    untilHeard: (name) => until(name, 1_500, ({ loudest }) => loudest > audible),
    received,
  };
}
