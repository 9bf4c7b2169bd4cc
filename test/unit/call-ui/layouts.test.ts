import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ShownSizes } from "../../../extension/call/mesh/shown-sizes.ts";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, poll, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Tiles as they are drawn, the largest first; alike, in the order of the document. */
async function places(page: Page): Promise<Place[]> {
  const all = await page
    .getByRole("region", { name: "People in the call" })
    .getByRole("group")
    .evaluateAll((tiles) =>
      tiles.map((tile) => {
        const { x, y, width } = tile.getBoundingClientRect();
        const [left, top] = [Math.round(x), Math.round(y)];
        return { name: tile.getAttribute("aria-label") ?? "", x: left, y: top, width };
      }),
    );
  return all.toSorted((one, other) => other.width - one.width);
}

/** Names of the tiles that are larger than the smallest. */
async function large(page: Page): Promise<string[]> {
  const all = await places(page);
  const smallest = Math.min(...all.map(({ width }) => width));
  return all.filter(({ width }) => width > smallest + 8).map(({ name }) => name);
}

async function choose(page: Page, item: string): Promise<void> {
  await button(page, "More").click();
  await button(page, item).click();
}

async function pin(page: Page, name: string): Promise<void> {
  const tile = page.getByRole("group", { name, exact: true });
  await tile.hover();
  await tile.getByRole("button", { name: "Pin", exact: true }).click();
}

const shownSizes = (page: Page): Promise<ShownSizes> =>
  page.evaluate(() => (window as Window & { shownSizes?: ShownSizes }).shownSizes ?? {});

describe("layouts", { timeout: 60_000 }, () => {
  it("have all alike in a grid, and one large beside the others for a speaker", async () => {
    await on("call-8", {}, async (page) => {
      expect(await large(page)).toEqual([]);
      await choose(page, "Speaker layout");
      expect(await large(page)).toEqual(["Bob"]);
      expect(await asked(page)).toEqual([["prefer", { layout: "speaker" }]]);
      await choose(page, "Grid layout");
      expect(await large(page)).toEqual([]);
    });
  });

  it("begin with the one that was chosen the last time", async () => {
    await on("call-speaker", {}, async (page) => {
      await page.getByRole("group", { name: "Bob", exact: true }).waitFor();
      await poll(() => large(page)).toEqual(["Bob"]);
    });
  });

  it("follow who talks, and move only those two", async () => {
    await on("call-speaker", {}, async (page) => {
      const before = new Map((await places(page)).map((place) => [place.name, place]));
      await page.evaluate(() => {
        window.preview.changePeer("peer-1", { audioLevel: 0 });
        window.preview.changePeer("peer-3", { audioLevel: 0.3 });
      });
      await poll(() => large(page)).toEqual(["Dilan Öztürk"]);
      const moved = (await places(page)).filter(
        ({ name, x, y }) => before.get(name)?.x !== x || before.get(name)?.y !== y,
      );
      expect(moved.map(({ name }) => name).toSorted()).toEqual(["Bob", "Dilan Öztürk"]);
    });
  });

  it("make no tile anew, so that no picture goes black and no voice is cut", async () => {
    await on("call-8", {}, async (page) => {
      const region = page.getByRole("region", { name: "People in the call" });
      await region.evaluate((all) => {
        for (const video of all.querySelectorAll("video")) video.dataset["marked"] = "yes";
      });
      const playing = (): Promise<string[]> =>
        region.evaluate((all) =>
          [...all.querySelectorAll("video")].map(
            ({ dataset, paused, srcObject }) =>
              `${dataset["marked"] ?? "new"} ${paused && srcObject !== null ? "paused" : ""}`,
          ),
        );
      await choose(page, "Speaker layout");
      await pin(page, "Farid");
      await choose(page, "Grid layout");
      expect(new Set(await playing())).toEqual(new Set(["yes "]));
    });
  });

  it("have large what is pinned, several at once, until it is unpinned", async () => {
    await on("call-8", {}, async (page) => {
      await pin(page, "Farid");
      await poll(() => large(page)).toEqual(["Farid"]);
      await pin(page, "Alice (you)");
      await poll(() => large(page)).toEqual(["Farid", "Alice (you)"]);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page
        .getByRole("group", { name: "Farid" })
        .getByRole("button", { name: "Unpin", exact: true })
        .click();
      await poll(() => large(page)).toEqual(["Alice (you)"]);
    });
  });

  it("have room for one pin on a narrow page", async () => {
    await on("call-8", { width: 360, height: 740 }, async (page) => {
      await pin(page, "Bob");
      await poll(() => large(page)).toEqual(["Bob"]);
      await pin(page, "Carol");
      await poll(() => large(page)).toEqual(["Carol"]);
    });
  });

  it("give a new share the stage, and take it back when the grid is chosen", async () => {
    await on("call-4", {}, async (page) => {
      await page.evaluate(() => window.preview.show("call-4+screen"));
      await poll(() => large(page)).toEqual(["Carol’s screen"]);
      expect(await accessibilityViolations(page)).toEqual([]);
      await choose(page, "Grid layout");
      await poll(() => large(page)).toEqual([]);
      expect(await page.getByRole("group", { name: "Carol’s screen" }).count()).toBe(1);
    });
  });

  it("leave what is pinned where it is when somebody shares", async () => {
    await on("call-4", {}, async (page) => {
      await pin(page, "Bob");
      await page.evaluate(() => window.preview.show("call-4+screen"));
      await page.getByRole("group", { name: "Carol’s screen" }).waitFor();
      expect(await large(page)).toEqual(["Bob"]);
    });
  });

  it.each([
    { width: 360, height: 740, scheme: "dark" },
    { width: 1440, height: 900, scheme: "light" },
  ] as const)("of twelve can be scrolled and are no barrier at $width px", async (look) => {
    await on("call-12", look, async (page) => {
      await choose(page, "Speaker layout");
      const space = page.getByRole("region", { name: "People in the call" });
      const [stage] = await places(page);
      const beyond = await space.evaluate(
        (all) => all.scrollWidth - all.clientWidth + all.scrollHeight - all.clientHeight,
      );
      expect(beyond).toBeGreaterThan(0);
      await space.evaluate((all) => all.scrollTo(300, 300));
      const [after] = await places(page);
      expect([after?.name, after?.x, after?.y]).toEqual([stage?.name, stage?.x, stage?.y]);
      expect(await accessibilityViolations(page)).toEqual([]);
    });
  });
});

describe("the sizes that the page tells", { timeout: 60_000 }, () => {
  it("are those of the pictures, in device pixels", async () => {
    await on("call-4", {}, async (page) => {
      const picture = await page
        .getByRole("group", { name: "Bob" })
        .locator(".call-tile-picture")
        .evaluate((element) => ({ width: element.clientWidth, height: element.clientHeight }));
      await poll(async () => (await shownSizes(page))["peer-1"]?.camera).toEqual(picture);
    });
  });

  it("are zero for who is scrolled away", async () => {
    await on("call-12", { width: 360, height: 740 }, async (page) => {
      const seen = async (): Promise<string[]> =>
        Object.entries(await shownSizes(page)).flatMap(([id, { camera }]) =>
          camera.width > 0 ? [id] : [],
        );
      await poll(async () => (await seen()).includes("peer-1")).toBe(true);
      expect(await seen()).not.toContain("peer-11");
      await page
        .getByRole("region", { name: "People in the call" })
        .evaluate((all) => all.scrollTo(0, all.scrollHeight));
      await poll(async () => (await seen()).includes("peer-11")).toBe(true);
      expect(await seen()).not.toContain("peer-1");
    });
  });

  it("are zero for all behind a panel on a narrow page", async () => {
    await on("call-4", { width: 360, height: 740 }, async (page) => {
      await poll(async () => (await shownSizes(page))["peer-1"]?.camera.width).toBeGreaterThan(0);
      await button(page, "Participants").click();
      await poll(async () =>
        Object.values(await shownSizes(page)).every(({ camera }) => camera.width === 0),
      ).toBe(true);
      await page.keyboard.press("Escape");
      await poll(async () => (await shownSizes(page))["peer-1"]?.camera.width).toBeGreaterThan(0);
    });
  });
});

describe("hands and reactions", { timeout: 60_000 }, () => {
  it("are on the tiles in words", async () => {
    await on("call-hands", {}, async (page) => {
      const tile = (name: string): Promise<string | null> =>
        page.getByRole("group", { name, exact: true }).textContent();
      expect(await tile("Bob")).toContain("hand raised");
      expect(await tile("Alice (you)")).toContain("hand raised");
      expect(await tile("Farid")).not.toContain("hand raised");
      expect(await tile("Carol")).toMatch(/heart.*yes/);
    });
  });

  it("are in order among the participants", async () => {
    await on("call-hands", {}, async (page) => {
      await button(page, "Participants").click();
      const hands = page.getByRole("region", { name: "Hands raised" }).getByRole("listitem");
      expect(await hands.allTextContents()).toEqual(["Dilan Öztürk", "Bob"]);
    });
  });

  it("are sent by name", async () => {
    await on("call-2", {}, async (page) => {
      await choose(page, "celebration");
      expect(await asked(page)).toEqual([["react", "celebration"]]);
    });
  });

  it("offers to lower the hand of who has been speaking for a while", async () => {
    await on("call-hands", {}, async (page) => {
      await button(page, "Lower hand").click();
      expect(await asked(page)).toEqual([["raiseHand", false]]);
    });
  });

  it("are said to who does not see them, a few at a time", async () => {
    await on("call-8", {}, async (page) => {
      const said = page.getByRole("region", { name: "Messages" }).locator("[aria-live=polite]");
      await page.evaluate(() =>
        window.preview.change({
          hands: { isMineRaised: true, raised: ["peer-1", "peer-3", "peer-5"] },
          reactions: [{ id: 1, from: "peer-1", reaction: "heart" }],
        }),
      );
      await poll(() => said.textContent()).toBe(
        "Your hand is raised. Bob raised a hand. Dilan Öztürk raised a hand. And 2 more.",
      );
    });
  });
});
