import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { type ChatPanel, chatPanel } from "../support/e2e/screens/chat-panel.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-file-"));
  folders.push(folder);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function twoInCall(): Promise<{ from: ChatPanel; to: ChatPanel; fromPage: Page }> {
  const server = await stage.server();
  const slow = { framesPerSecond: 5 };
  const [alice, bob] = await Promise.all([stage.person("Alice", slow), stage.person("Bob", slow)]);
  const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
  const guest = await enterRoom(bob, link);
  await Promise.all([host.untilBound("Bob"), guest.untilBound("Alice")]);
  const [from, to] = [chatPanel(host), chatPanel(guest)];
  await Promise.all([from.open(), to.open()]);
  return { from, to, fromPage: host.page };
}

/** Presses it in the page as soon as it is there: a person would need luck with a fast network. */
async function pauseAtOnce(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const pause = [...document.querySelectorAll("button")].find(
        ({ textContent }) => textContent === "Pause",
      );
      if (pause === undefined) return;
      watch.disconnect();
      pause.click();
    });
    watch.observe(document.body, { subtree: true, childList: true });
  });
}

describe("files in a call", () => {
  it("arrive whole after a pause, with the chat going on meanwhile", async () => {
    const { from, to, fromPage } = await twoInCall();
    const bytes = randomBytes(40_000_000);
    await pauseAtOnce(fromPage);
    await from.sendFile(fileOf("plan.bin", bytes));
    const saving = to.acceptAndSave("plan.bin");
    const sent = from.file("plan.bin");
    await sent.getByRole("button", { name: "Resume" }).waitFor();
    await to
      .file("plan.bin")
      .getByText(/Paused by the other side/)
      .waitFor();
    // What was on its way arrives; then nothing moves.
    await fromPage.waitForTimeout(1_000);
    const progress = sent.getByRole("progressbar");
    const before = await progress.getAttribute("value");
    expect(Number(before)).toBeLessThan(bytes.length);
    await to.say("still here");
    await from.until("still here");
    expect(await progress.getAttribute("value")).toBe(before);

    await sent.getByRole("button", { name: "Resume" }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe("plan.bin");
    expect(hashOf(readFileSync(await download.path()))).toBe(hashOf(bytes));
    await sent.getByText(says("fileDelivered")).waitFor();
    await to.file("plan.bin").getByText(says("fileSaved")).waitFor();
  });

  it("are refused, cancelled, and dropped on the page", async () => {
    const { from, to } = await twoInCall();
    await from.sendFile(fileOf("no.bin", randomBytes(1_000)));
    await to.file("no.bin").getByRole("button", { name: "Refuse" }).click();
    await from.file("no.bin").getByText(says("fileRefusedByThem")).waitFor();

    await from.sendFile(fileOf("taken-back.bin", randomBytes(1_000)));
    await to.file("taken-back.bin").getByRole("button", { name: "Accept" }).waitFor();
    await from.file("taken-back.bin").getByRole("button", { name: "Cancel" }).click();
    await to.file("taken-back.bin").getByText(says("fileCancelled")).waitFor();

    await to.dropFile("note.txt", "dropped, not thrown");
    await to.offer();
    const download = await from.acceptAndSave("note.txt");
    expect(readFileSync(await download.path(), "utf8")).toBe("dropped, not thrown");
    await to.file("note.txt").getByText(says("fileDelivered")).waitFor();
  });
});
