import { randomFillSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openChromiumProfile } from "../support/browser/chromium-profile.ts";
import { startLatchkeyServer } from "../support/e2e/latchkey-server.ts";
import { enterRoom, hostRoom, newPerson, type Person } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { type ChatPanel, chatPanel } from "../support/e2e/screens/chat-panel.ts";
import { says } from "../support/e2e/words.ts";
import { inTurn } from "./measure.ts";
import { cores } from "./programs/program.ts";
import { startBareCall } from "./programs/bare-call/server.ts";
import { compare, type Row } from "./row.ts";

/**
 * How fast a file goes from one to the other: sealed, hashed on both sides and written to the disk
 * by Latchkey; the same number of bytes, merely counted, over a bare data channel between pages of
 * the same two browsers.
 */

type Closing = { readonly close: () => Promise<unknown> };

const wholeBytes = 150_000_000;
const bytesPerMegabyte = 1e6;

export const files: Row = {
  name: "files",
  run: async ({ rounds, scale, told }) => {
    // The browsers may use every core.
    cores.stepBack();
    const size = Math.round(wholeBytes * scale);
    const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
    const path = join(folder, "noise.bin");
    writeFileSync(path, randomFillSync(Buffer.alloc(size)));
    const opened: Closing[] = [];
    const open = async <Thing extends Closing>(thing: Promise<Thing>): Promise<Thing> => {
      const it = await thing;
      opened.unshift(it);
      return it;
    };
    try {
      const server = await open(startLatchkeyServer());
      const bare = await open(startBareCall());
      const alice = await newPerson("Alice", await open(openChromiumProfile()));
      const bob = await newPerson("Bob", await open(openChromiumProfile()));
      const [from, to] = await callOfTwo(alice, bob, server.address);
      const [here, there] = await bareChannel(alice, bob, `${bare.address}channel`);
      const perSecond = (seconds: number): number[] => [size / bytesPerMegabyte / seconds];
      const figures = await inTurn(
        [
          {
            name: "latchkey",
            measure: async () => {
              for (const { page } of [from.tab, to.tab]) await page.bringToFront();
              return perSecond(await sendFile(from, to, path));
            },
          },
          {
            name: "bare",
            measure: async () => {
              for (const page of [here, there]) await page.bringToFront();
              return perSecond(await here.evaluate((count) => window.sendBytes(count), size));
            },
          },
        ],
        rounds,
        told,
      );
      const [latchkey] = figures.get("latchkey") ?? [];
      const [other] = figures.get("bare") ?? [];
      return [
        compare(
          {
            row: "files",
            what: "file to the other's disk",
            unit: "MB/s",
            against: "bare data channel",
            reach: { atLeast: 0.8 },
          },
          latchkey,
          other,
        ),
      ];
    } finally {
      for (const it of opened) await it.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

declare global {
  interface Window {
    /** Of the bare page: seconds until the other one has them all. */
    sendBytes: (count: number) => Promise<number>;
  }
}

interface Side {
  readonly tab: CallTab;
  readonly chat: ChatPanel;
}

/** Without pictures and sound: the bare page has none either. */
async function callOfTwo(alice: Person, bob: Person, server: string): Promise<[Side, Side]> {
  const { tab: host, link } = await hostRoom(alice, server, [bob]);
  const guest = await enterRoom(bob, link);
  const sides: Side[] = [];
  for (const [tab, other] of [
    [host, "Bob"],
    [guest, "Alice"],
  ] as const) {
    await tab.untilBound(other);
    await tab.button("Mute microphone").click();
    await tab.button("Turn camera off").click();
    const chat = chatPanel(tab);
    await chat.open();
    sides.push({ tab, chat });
  }
  return [sides[0]!, sides[1]!];
}

/** Seconds from *Accept* until the sender is told that all of it is written and good. */
async function sendFile(from: Side, to: Side, path: string): Promise<number> {
  const name = "noise.bin";
  await from.chat.sendFile(path);
  const accept = to.chat.file(name).getByRole("button", { name: "Accept" });
  await accept.waitFor();
  const delivered = from.chat.file(name).getByText(says("fileDelivered"));
  const downloading = to.tab.page.waitForEvent("download", { timeout: 300_000 });
  const beganAt = performance.now();
  await accept.click();
  await delivered.waitFor({ timeout: 300_000 });
  const seconds = (performance.now() - beganAt) / 1_000;
  await (await downloading).delete();
  for (const { chat } of [from, to]) {
    await chat.file(name).getByRole("button", { name: "Remove from the list" }).click();
  }
  return seconds;
}

async function bareChannel(alice: Person, bob: Person, address: string): Promise<[Page, Page]> {
  const there = await bob.profile.context.newPage();
  await there.goto(address);
  await there.waitForFunction(() => document.title === "waiting");
  const here = await alice.profile.context.newPage();
  await here.goto(address);
  await here.waitForFunction(() => document.title === "open");
  return [here, there];
}
