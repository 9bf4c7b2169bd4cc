import { type Accessor, batch, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import type { CallView } from "../../call-view.ts";
import type { Clock } from "../../clock.ts";
import { callTiles } from "./call-tiles.ts";
import { nextSpeaker, nobodySpeaks } from "./speaker.ts";
import { firstStage, largeTiles, type LayoutMode, stageAfter } from "./stage.ts";
import { stripOrder } from "./strip-order.ts";
import type { TileRef } from "./tile-ref.ts";

/** What is large, what is small, and how a person changes it. */
export interface CallStage {
  readonly tiles: Accessor<readonly TileRef[]>;
  /** None: all tiles are alike. */
  readonly large: Accessor<readonly TileRef[]>;
  /** Tile ids: the others, in their order. */
  readonly small: Accessor<readonly string[]>;
  readonly mode: Accessor<LayoutMode>;
  readonly choose: (mode: LayoutMode) => void;
  readonly isPinned: (tile: string) => boolean;
  readonly pin: (tile: string, most: number) => void;
  readonly unpin: (tile: string) => void;
  /** Peer id of who spoke last. */
  readonly speaker: Accessor<string | null>;
}

const listenEveryMs = 200;

export function createStage(
  view: Accessor<CallView>,
  clock: Clock,
  remember: (mode: LayoutMode) => void,
): CallStage {
  const [state, setState] = createSignal(firstStage(view().preferences.layout));
  const tiles = createMemo<readonly TileRef[]>(() => callTiles(view()), [], { equals: sameTiles });
  createEffect(() => {
    const present = tiles();
    setState((before) => stageAfter(before, { type: "tiles", tiles: present }));
  });
  const speaker = createSpeaker(view, clock);

  const large = createMemo<readonly TileRef[]>(
    () => {
      const ids = largeTiles(state(), tiles(), speaker());
      return ids.flatMap((id) => tiles().filter((tile) => tile.id === id));
    },
    [],
    { equals: sameTiles },
  );
  const strip = createMemo<{
    readonly large: readonly string[];
    readonly small: readonly string[];
  }>(
    (before) => {
      const ids = large().map(({ id }) => id);
      const small = ownFirst(tiles()).filter((id) => !ids.includes(id));
      // From nothing large, there was no strip.
      const last = before.large.length === 0 ? [] : before.small;
      return { large: ids, small: stripOrder(last, before.large, small) };
    },
    { large: [], small: [] },
  );

  return {
    tiles,
    large,
    small: () => strip().small,
    mode: () => state().mode,
    choose: (mode) =>
      batch(() => {
        setState(stageAfter(state(), { type: "chosen", mode }));
        remember(mode);
      }),
    isPinned: (tile) => state().pinned.includes(tile),
    pin: (tile, most) => setState(stageAfter(state(), { type: "pinned", tile, most })),
    unpin: (tile) => setState(stageAfter(state(), { type: "unpinned", tile })),
    speaker,
  };
}

function createSpeaker(view: Accessor<CallView>, clock: Clock): Accessor<string | null> {
  const [state, setState] = createSignal(nobodySpeaks);
  let cancel = (): void => undefined;
  const listen = (): void => {
    const voices = view()
      .peers.filter(({ link }) => link === "bound" || link === "lost")
      .map(({ peerId, audioLevel }) => ({ id: peerId, level: audioLevel }));
    setState(nextSpeaker(state(), voices, clock.now()));
    cancel = clock.after(listenEveryMs, listen);
  };
  listen();
  onCleanup(() => cancel());
  return createMemo(() => state().speaker);
}

/** Beside a stage the own tile is where one finds it, however many there are. */
function ownFirst(tiles: readonly TileRef[]): readonly string[] {
  const own = tiles.filter(({ peerId }) => peerId === null);
  return [...own, ...tiles.filter(({ peerId }) => peerId !== null)].map(({ id }) => id);
}

function sameTiles(before: readonly TileRef[], after: readonly TileRef[]): boolean {
  return before.length === after.length && before.every(({ id }, at) => id === after[at]?.id);
}
