import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { createStage } from "../support/e2e/stage.ts";

const stage = createStage();

/** A file with a picture of nothing but purple. */
async function purplePicture(
  page: Page,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const signs = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 36);
    const context = canvas.getContext("2d")!;
    context.fillStyle = "rgb(170 20 160)";
    context.fillRect(0, 0, 64, 36);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return String.fromCodePoint(...new Uint8Array(await blob.arrayBuffer()));
  });
  return { name: "wall.png", mimeType: "image/png", buffer: Buffer.from(signs, "latin1") };
}

/** A corner of what is seen of somebody: red, green, blue of 0 to 255. */
function corner(tab: CallTab, name: string): Promise<number[]> {
  return tab.tile(name).evaluate((tile) => {
    const video = tile.querySelector("video")!;
    const context = new OffscreenCanvas(8, 8).getContext("2d")!;
    context.drawImage(video, 0, 0, 8, 8);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  });
}

describe("a background", () => {
  it.each([
    ["through streams of frames", true],
    // As Firefox is.
    ["through a canvas, where the browser has no such streams", false],
  ])("is what others see in place of the room, and goes again: %s", async (_, hasStreams) => {
    const server = await stage.server();
    const slow = { framesPerSecond: 10 };
    const [alice, bob] = await Promise.all([
      stage.person("Alice", slow),
      stage.person("Bob", slow),
    ]);
    if (!hasStreams) {
      await bob.profile.context.addInitScript(() => {
        delete (globalThis as { MediaStreamTrackGenerator?: unknown }).MediaStreamTrackGenerator;
      });
    }
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await host.untilSeen("Bob");

    await guest.button("More").click();
    await guest.button("Background").click();
    const chooser = guest.page.waitForEvent("filechooser");
    await guest.button("Choose a picture…").click();
    await (await chooser).setFiles(await purplePicture(guest.page));
    const picture = guest.page.getByRole("radio", { name: "Picture" });
    await picture.waitFor();
    await expect.poll(() => picture.isChecked()).toBe(true);
    // The fake camera shows nobody, and is green: all of it is background.
    const isPurple = ([red = 0, green = 0, blue = 0]: number[]): boolean =>
      red > 110 && green < 90 && blue > 100;
    await expect
      .poll(async () => isPurple(await corner(host, "Bob")), { timeout: 60_000 })
      .toBe(true);

    await guest.page.getByRole("radio", { name: "None" }).check();
    await guest.button("Done").click();
    await expect
      .poll(async () => isPurple(await corner(host, "Bob")), { timeout: 30_000 })
      .toBe(false);
    await host.untilSeen("Bob");
  });
});
