import { describe, expect, it } from "vitest";
import { type Backdrop, createBackdrop } from "../../../extension/call/backdrop/backdrop.ts";
import type { BackdropChoice } from "../../../extension/call/backdrop/backdrop-view.ts";
import type { Look } from "../../../extension/call/backdrop/filter-ports.ts";
import { quietTurn } from "../../support/call/quiet-turn.ts";

interface PaperFilter {
  readonly of: string;
  readonly looks: string[];
  isClosed: boolean;
  readonly tooSlow: () => void;
}

interface Scene {
  readonly backdrop: Backdrop;
  readonly filters: PaperFilter[];
  /** What could be seen of the camera, in order; "dark" where nothing. */
  readonly seen: string[];
  readonly dropped: string[];
  readonly kept: { choice: BackdropChoice; picture: Blob | null };
  /** Lets the filters that are waited for open. */
  readonly letOpen: () => Promise<void>;
  readonly take: (name: string | null) => Promise<void>;
}

const named = new Map<string, MediaStreamTrack>();
function camera(name: string): MediaStreamTrack {
  const track = named.get(name) ?? ({ id: name } as MediaStreamTrack);
  named.set(name, track);
  return track;
}

interface SceneOptions {
  readonly choice?: BackdropChoice;
  readonly picture?: Blob;
  readonly canBlur?: boolean;
  readonly isBroken?: boolean;
}

function scene(options: SceneOptions = {}): Scene {
  const filters: PaperFilter[] = [];
  const waiting: (() => void)[] = [];
  const seen: string[] = [];
  const dropped: string[] = [];
  const kept = { choice: options.choice ?? "none", picture: options.picture ?? null };
  const lookName = (look: Look): string => look.kind;
  const backdrop = createBackdrop({
    filters: {
      open: async (raw, look, tooSlow) => {
        if (options.isBroken) throw new Error("no canvas");
        await new Promise<void>((open) => waiting.push(open));
        const filter: PaperFilter = {
          of: raw.id,
          looks: [lookName(look)],
          isClosed: false,
          tooSlow,
        };
        filters.push(filter);
        return {
          track: camera(`${raw.id} dressed`),
          setLook: (next) => void filter.looks.push(lookName(next)),
          close: () => (filter.isClosed = true),
        };
      },
      blurByItself: async () => options.canBlur ?? false,
      shrink: async (file) => {
        if (file.type !== "image/png") throw new Error("no picture");
        return file;
      },
      decode: async () => ({}) as ImageBitmap,
    },
    store: {
      choice: () => kept.choice,
      keepChoice: (choice) => (kept.choice = choice),
      picture: async () => kept.picture,
      keepPicture: async (picture) => void (kept.picture = picture),
    },
    changed: () => undefined,
    dropped: (why) => dropped.push(why),
  });
  backdrop.listen(() => seen.push(backdrop.track()?.id ?? "dark"));
  return {
    backdrop,
    filters,
    seen,
    dropped,
    kept,
    letOpen: async () => {
      await quietTurn();
      for (const open of waiting.splice(0)) open();
      await quietTurn();
    },
    take: async (name) => {
      backdrop.take(name === null ? null : camera(name));
      await quietTurn();
    },
  };
}

const png = new Blob(["x"], { type: "image/png" });

describe("the background", () => {
  it("is none at first: the camera as it is, at once", () => {
    const { backdrop, seen } = scene();
    backdrop.take(camera("cam"));
    expect(seen).toEqual(["cam"]);
    backdrop.take(camera("other"));
    expect(seen).toEqual(["cam", "other"]);
  });

  it("that was chosen before the camera opened never shows the room", async () => {
    const { take, letOpen, seen, backdrop } = scene({ choice: "blur" });
    await take("cam");
    expect(seen).toEqual([]);
    expect(backdrop.view()).toMatchObject({ choice: "blur", isStarting: true });
    await letOpen();
    expect(seen).toEqual(["cam dressed"]);
    await take("other");
    await letOpen();
    expect(seen).toEqual(["cam dressed", "dark", "other dressed"]);
  });

  it("that is chosen later replaces the camera that was seen", async () => {
    const { take, letOpen, seen, backdrop, kept } = scene();
    await take("cam");
    backdrop.actions.chooseBackdrop("blur");
    await letOpen();
    expect(seen).toEqual(["cam", "cam dressed"]);
    expect(kept.choice).toBe("blur");
    backdrop.actions.chooseBackdrop("none");
    await quietTurn();
    expect(seen.at(-1)).toBe("cam");
  });

  it("ends with the camera, and nothing runs on", async () => {
    const { take, letOpen, seen, filters } = scene({ choice: "blur" });
    await take("cam");
    await letOpen();
    await take(null);
    expect(seen.at(-1)).toBe("dark");
    expect(filters.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it("of which the mind was changed while it was prepared is dropped", async () => {
    const { take, letOpen, seen, backdrop, filters } = scene();
    await take("cam");
    backdrop.actions.chooseBackdrop("blur");
    await quietTurn();
    backdrop.actions.chooseBackdrop("none");
    await letOpen();
    expect(seen).toEqual(["cam"]);
    expect(filters.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it("is the camera's own where it has one", async () => {
    const { take, seen, backdrop, filters } = scene({ canBlur: true });
    await take("cam");
    backdrop.actions.chooseBackdrop("blur");
    await quietTurn();
    expect([seen, filters]).toEqual([["cam"], []]);
    expect(backdrop.view()).toMatchObject({ choice: "blur", isStarting: false });
  });

  it("goes from blur to a picture without a moment between", async () => {
    const { take, letOpen, seen, backdrop, filters, kept } = scene({ choice: "blur" });
    await take("cam");
    await letOpen();
    backdrop.actions.choosePicture(png);
    await letOpen();
    expect(filters.map(({ looks }) => looks)).toEqual([["blur", "picture"]]);
    expect(seen).toEqual(["cam dressed"]);
    expect(kept).toEqual({ choice: "picture", picture: png });
    expect(backdrop.view().hasPicture).toBe(true);
  });

  it("stays as it was where the file is no picture", async () => {
    const { backdrop, kept } = scene();
    backdrop.actions.choosePicture(new Blob(["x"], { type: "text/html" }));
    await quietTurn();
    expect(backdrop.view()).toMatchObject({ choice: "none", isPictureBad: true });
    expect(kept.picture).toBeNull();
  });

  it("that the machine cannot bear goes, and the camera goes dark before it is bare", async () => {
    const { take, letOpen, seen, dropped, filters, kept } = scene({ choice: "blur" });
    await take("cam");
    await letOpen();
    filters[0]!.tooSlow();
    expect(seen).toEqual(["cam dressed", "dark"]);
    expect(dropped).toEqual(["too-slow"]);
    expect(filters[0]!.isClosed).toBe(true);
    expect(kept.choice).toBe("none");
  });

  it("that cannot be drawn leaves the camera dark as well", async () => {
    const { take, seen, dropped } = scene({ choice: "blur", isBroken: true });
    await take("cam");
    await quietTurn();
    expect(seen).toEqual([]);
    expect(dropped).toEqual(["failed"]);
  });

  it("whose picture is not there any more leaves the camera dark", async () => {
    const { take, seen, dropped } = scene({ choice: "picture" });
    await take("cam");
    await quietTurn();
    expect([seen, dropped]).toEqual([[], ["failed"]]);
  });
});
