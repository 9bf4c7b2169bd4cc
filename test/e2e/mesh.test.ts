import { describe, expect, it } from "vitest";
import { mediaCounts } from "../support/browser/peer-connections.ts";
import { audible } from "../support/browser/received-media.ts";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { createStage } from "../support/e2e/stage.ts";

const stage = createStage();

/** Of the one picture that comes. */
async function picture({ page }: CallTab): Promise<{ frames: number; width: number }> {
  const { video } = await mediaCounts(page);
  const [most] = video.toSorted((a, b) => b.frames - a.frames);
  return { frames: most?.frames ?? 0, width: most?.width ?? 0 };
}

async function framesIn(tab: CallTab, ms: number): Promise<number> {
  const before = await picture(tab);
  await tab.page.waitForTimeout(ms);
  return (await picture(tab)).frames - before.frames;
}

const scroll = (tab: CallTab, name: string, away: boolean): Promise<void> =>
  tab.tile(name).evaluate((tile, isAway) => {
    const place = tile.closest<HTMLElement>(".call-place");
    if (place === null) throw new Error("the tile has no place");
    place.style.translate = isAway ? "0 -5000px" : "";
  }, away);

describe("what is sent follows what is shown", () => {
  it("in size, and nothing of a picture goes to who does not see it", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    await enterRoom(bob, link);
    await host.untilSeen("Bob");

    await host.page.setViewportSize({ width: 480, height: 560 });
    await expect
      .poll(async () => (await picture(host)).width, { timeout: 15_000 })
      .toBeLessThanOrEqual(480);
    await host.page.setViewportSize({ width: 1500, height: 1000 });
    await expect
      .poll(async () => (await picture(host)).width, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(640);

    await scroll(host, "Bob", true);
    await expect.poll(() => framesIn(host, 1_000), { timeout: 10_000 }).toBe(0);
    // Heard all the same.
    expect((await host.untilHeard("Bob")).loudest).toBeGreaterThan(audible);
    const { frames } = await picture(host);
    await scroll(host, "Bob", false);
    await expect
      .poll(async () => (await picture(host)).frames, { timeout: 2_000, interval: 100 })
      .toBeGreaterThan(frames);

    await host.button("More").click();
    await host.button("Statistics").click();
    const panel = host.page.getByRole("complementary", { name: "Statistics" });
    await panel
      .getByText(/\d+ × \d+ · \d+ frames\/s · VP8/)
      .first()
      .waitFor();
    await panel.getByText("direct · UDP").waitFor();
    await host
      .tile("Bob")
      .getByRole("button", { name: /^Connection (good|fair|poor)/ })
      .waitFor();
  });
});
