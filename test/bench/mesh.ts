import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openChromiumProfile } from "../support/browser/chromium-profile.ts";
import { startLatchkeyServer } from "../support/e2e/latchkey-server.ts";
import { enterRoom, hostRoom, newPerson, type Person } from "../support/e2e/person.ts";
import { inTurn } from "./measure.ts";
import { type CallFigures, measureCall } from "./mesh/measure-call.ts";
import { writeSpeech } from "./mesh/speech.ts";
import { type BareMesh, startBareMesh } from "./programs/bare-mesh/server.ts";
import { cores } from "./programs/program.ts";
import { type Comparison, compare, type Row, type Setting } from "./row.ts";

/**
 * A call of many in as many browsers on this one machine: what it costs all of them together, and
 * what comes out in the tiles, beside a mesh that sends everything to everybody.
 */
export const mesh4: Row = {
  name: "mesh-4",
  run: (setting) =>
    withMesh(4, setting, async (mesh) => {
      const figures = await inTurn(
        [
          { name: "latchkey", measure: async () => listed(await mesh.latchkey()) },
          { name: "naive", measure: async () => listed(await mesh.naive()) },
        ],
        setting.rounds,
        setting.told,
      );
      const [own = [], frames = []] = figures.get("latchkey") ?? [];
      const [naive = []] = figures.get("naive") ?? [];
      const row = "mesh-4";
      return [
        compare(
          { row, what: "Mesh of 4", unit: "cores", against: "naive mesh", reach: { atMost: 0.6 } },
          own,
          naive,
        ),
        floor(row, "Mesh of 4, slowest tile", 15, frames),
      ];
    }),
};

export const mesh8: Row = {
  name: "mesh-8",
  run: (setting) =>
    withMesh(8, setting, async (mesh) => {
      const figures = await inTurn(
        [{ name: "latchkey", measure: async () => listed(await mesh.latchkey()) }],
        setting.rounds,
        setting.told,
      );
      const [, frames = [], , heard = []] = figures.get("latchkey") ?? [];
      const row = "mesh-8";
      return [
        floor(row, "Mesh of 8, slowest tile", 10, frames),
        compare(
          {
            row,
            what: "Mesh of 8, heard of what was said",
            unit: "part",
            against: "all",
            reach: { atLeast: 0.9 },
          },
          heard,
          heard.map(() => 1),
        ),
      ];
    }),
};

function listed(figures: CallFigures): readonly number[] {
  const { cores: used, slowestTile, medianTile, heard, madeUp, width } = figures;
  return [used, slowestTile, medianTile, heard, madeUp, width];
}

function floor(row: string, what: string, wanted: number, frames: readonly number[]): Comparison {
  const reach = { atLeast: 1 };
  const other = frames.map(() => wanted);
  return compare({ row, what, unit: "frames/s", against: "what is due", reach }, frames, other);
}

interface Mesh {
  readonly latchkey: () => Promise<CallFigures>;
  /** With tiles of the size that Latchkey's had last. */
  readonly naive: () => Promise<CallFigures>;
}

const names = ["Alice", "Bob", "Carol", "Dave", "Eve", "Frank", "Grace", "Heidi"];

async function withMesh<Result>(
  count: number,
  { scale }: Setting,
  use: (mesh: Mesh) => Promise<Result>,
): Promise<Result> {
  // The browsers may use every core.
  cores.stepBack();
  const folder = mkdtempSync(join(tmpdir(), "latchkey-mesh-"));
  const closings: (() => Promise<unknown>)[] = [];
  try {
    const people: Person[] = [];
    for (const [index, name] of names.slice(0, count).entries()) {
      const microphone = join(folder, `${name}.wav`);
      writeSpeech(microphone, index, count);
      const profile = await openChromiumProfile({ microphone });
      closings.unshift(profile.close);
      people.push(await newPerson(name, profile));
    }
    const server = await startLatchkeyServer({ env: { LIMIT_JOINS_PER_MINUTE: "1000" } });
    closings.unshift(server.close);
    const bare = await startBareMesh();
    closings.unshift(bare.close);
    let tile = { width: 480, height: 270 };
    return await use({
      latchkey: async () => {
        const { pages, shown } = await enterLatchkey(people, server.address);
        tile = shown;
        return measureAndClose(pages, scale);
      },
      naive: async () => measureAndClose(await enterNaive(people, bare, tile), scale),
    });
  } finally {
    for (const close of closings) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAndClose(pages: readonly Page[], scale: number): Promise<CallFigures> {
  try {
    return await measureCall(pages, scale);
  } finally {
    for (const page of pages) await page.close();
  }
}

interface Entered {
  readonly pages: readonly Page[];
  /** CSS pixels of one picture. */
  readonly shown: { readonly width: number; readonly height: number };
}

async function enterLatchkey(people: readonly Person[], server: string): Promise<Entered> {
  const [host, ...guests] = people;
  if (host === undefined) throw new Error("nobody is there");
  const { tab, link } = await hostRoom(host, server, guests);
  const tabs = [tab];
  for (const guest of guests) tabs.push(await enterRoom(guest, link));
  for (const each of tabs) {
    await each.page.waitForFunction(
      (count) =>
        [...document.querySelectorAll("video")].filter(
          (video) => !video.muted && video.videoWidth > 0,
        ).length === count,
      people.length - 1,
      { timeout: 120_000 },
    );
  }
  const box = await tab.page.locator("video").first().boundingBox();
  if (box === null) throw new Error("no picture is shown");
  const shown = { width: Math.round(box.width), height: Math.round(box.height) };
  return { pages: tabs.map(({ page }) => page), shown };
}

async function enterNaive(
  people: readonly Person[],
  bare: BareMesh,
  { width, height }: Entered["shown"],
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (const { profile } of people) {
    const page = await profile.context.newPage();
    await page.goto(bare.address(width, height));
    pages.push(page);
  }
  for (const page of pages) {
    await page.waitForFunction(
      (count) =>
        [...document.querySelectorAll("video")].filter((video) => video.videoWidth > 0).length ===
        count,
      people.length,
      { timeout: 120_000 },
    );
  }
  return pages;
}
