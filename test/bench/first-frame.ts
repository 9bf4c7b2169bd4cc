import { openChromiumProfile } from "../support/browser/chromium-profile.ts";
import { startLatchkeyServer } from "../support/e2e/latchkey-server.ts";
import { hostRoom, newPerson, type Person } from "../support/e2e/person.ts";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { firstRemoteFrame } from "./load/remote-frame.ts";
import { inTurn } from "./measure.ts";
import { cores } from "./programs/program.ts";
import { startBareCall } from "./programs/bare-call/server.ts";
import { compare, type Row } from "./row.ts";

/**
 * From the click on *Join* to the first decoded frame of the one who is in the room already, in the
 * real extension and in a bare simple-peer page, between the same two browsers.
 */

type Closing = { readonly close: () => Promise<unknown> };

export const firstFrame: Row = {
  name: "first-frame",
  run: async ({ rounds, told }) => {
    // The browsers may use every core.
    cores.stepBack();
    const opened: Closing[] = [];
    const open = async <Thing extends Closing>(thing: Promise<Thing>): Promise<Thing> => {
      const it = await thing;
      opened.unshift(it);
      return it;
    };
    try {
      const env = { LIMIT_JOINS_PER_MINUTE: "1000" };
      const server = await open(startLatchkeyServer({ env }));
      const bare = await open(startBareCall());
      const alice = await newPerson("Alice", await open(openChromiumProfile()));
      const bob = await newPerson("Bob", await open(openChromiumProfile()));
      const figures = await inTurn(
        [
          { name: "latchkey", measure: () => latchkeyMs(alice, bob, server.address) },
          { name: "bare", measure: () => bareMs(alice, bob, bare.address) },
        ],
        rounds,
        told,
      );
      const [whole, approved] = figures.get("latchkey") ?? [];
      const [bareWhole] = figures.get("bare") ?? [];
      const row = "first-frame";
      const unit = "ms";
      const against = "bare simple-peer page";
      const reach = { atMost: 1.5 };
      return [
        compare({ row, what: "Join to first frame", unit, against, reach }, whole, bareWhole),
        compare({ row, what: "Approve to first frame", unit, against, reach }, approved, bareWhole),
      ];
    } finally {
      for (const it of opened) await it.close();
    }
  },
};

/**
 * From *Join*, and from *Approve*, which is pressed as soon as it can be: it arms only after its
 * window has been in front for 700 ms, so that nobody approves by accident.
 */
async function latchkeyMs(alice: Person, bob: Person, server: string): Promise<number[]> {
  const { tab: host, link } = await hostRoom(alice, server, [bob]);
  const roomPage = await openRoomPage(bob.profile, link);
  const guest = await roomPage.join();
  await roomPage.page.close();
  await guest.page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
  let approvedAtMs = 0;
  const { clickedAtMs, frameAtMs } = await firstRemoteFrame(guest.page, async () => {
    await guest.join();
    approvedAtMs = await approveAtOnce(bob);
  });
  await guest.page.close();
  await host.page.close();
  return [frameAtMs - clickedAtMs, frameAtMs - approvedAtMs];
}

/** Gives the moment of the click, in milliseconds since 1970. */
async function approveAtOnce({ profile }: Person): Promise<number> {
  const { page, approveButton } = await approvalWindow(profile);
  const place = await approveButton.boundingBox();
  if (place === null) throw new Error("there is nothing to press");
  await approveButton.evaluate(async (button) => {
    while (button.getAttribute("aria-disabled") === "true") {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  const atMs = performance.timeOrigin + performance.now();
  await page.mouse
    .click(place.x + place.width / 2, place.y + place.height / 2)
    .catch((error: unknown) => {
      // It closes with the click.
      if (!page.isClosed()) throw error;
    });
  return atMs;
}

async function bareMs(alice: Person, bob: Person, address: string): Promise<number[]> {
  const [host, guest] = await Promise.all(
    [alice, bob].map(async ({ profile }) => {
      const page = await profile.context.newPage();
      await page.goto(address);
      await page.locator("button:enabled").waitFor();
      await page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
      return page;
    }),
  );
  if (host === undefined || guest === undefined) throw new Error("two pages were due");
  await host.getByRole("button").click();
  await host.waitForFunction(() => document.title === "in the call");
  const { clickedAtMs, frameAtMs } = await firstRemoteFrame(guest, () =>
    guest.getByRole("button").click(),
  );
  await guest.close();
  await host.close();
  return [frameAtMs - clickedAtMs];
}
