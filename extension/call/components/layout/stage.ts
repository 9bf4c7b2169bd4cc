import type { TileRef } from "./tile-ref.ts";

/** How the person wants to see the call where nothing is pinned or shared. */
export type LayoutMode = "grid" | "speaker";

/** What stands large, and why. */
export interface StageState {
  readonly mode: LayoutMode;
  /** Tile ids, the longest pinned first. */
  readonly pinned: readonly string[];
  /** Shared screens that may take the stage, the newest last. */
  readonly shares: readonly string[];
  /** Shared screens that there are: one that was sent from the stage does not come back. */
  readonly seen: readonly string[];
}

export type StageEvent =
  | { readonly type: "chosen"; readonly mode: LayoutMode }
  /** `most`: how many large tiles there is room for. */
  | { readonly type: "pinned"; readonly tile: string; readonly most: number }
  | { readonly type: "unpinned"; readonly tile: string }
  /** Who is here has changed, or who shares. */
  | { readonly type: "tiles"; readonly tiles: readonly TileRef[] };

export function firstStage(mode: LayoutMode): StageState {
  return { mode, pinned: [], shares: [], seen: [] };
}

export function stageAfter(state: StageState, event: StageEvent): StageState {
  switch (event.type) {
    case "chosen":
      // Said in so many words: pins and shared screens make way.
      return { ...state, mode: event.mode, pinned: [], shares: [] };
    case "pinned":
      return {
        ...state,
        pinned: [...state.pinned.filter((tile) => tile !== event.tile), event.tile].slice(
          -Math.max(1, event.most),
        ),
      };
    case "unpinned":
      return { ...state, pinned: state.pinned.filter((tile) => tile !== event.tile) };
    case "tiles":
      return withTiles(state, event.tiles);
  }
}

function withTiles(state: StageState, tiles: readonly TileRef[]): StageState {
  const ids = new Set(tiles.map(({ id }) => id));
  // One's own screen stays small: large, it would show itself in itself.
  const screens = tiles
    .filter(({ shows, peerId }) => shows === "screen" && peerId !== null)
    .map(({ id }) => id);
  const fresh = screens.filter((id) => !state.seen.includes(id));
  return {
    ...state,
    pinned: state.pinned.filter((id) => ids.has(id)),
    shares: [...state.shares.filter((id) => screens.includes(id)), ...fresh],
    seen: screens,
  };
}

/** The tiles that stand large; none: all are alike. `speaker` is a peer id. */
export function largeTiles(
  state: StageState,
  tiles: readonly TileRef[],
  speaker: string | null,
): readonly string[] {
  if (tiles.length < 2) return [];
  if (state.pinned.length > 0) return state.pinned;
  const share = state.shares.at(-1);
  if (share !== undefined) return [share];
  if (state.mode === "grid") return [];
  const cameras = tiles.filter(({ shows, peerId }) => shows === "camera" && peerId !== null);
  const large = cameras.find(({ peerId }) => peerId === speaker) ?? cameras[0];
  return large === undefined ? [] : [large.id];
}
