// All tiles, as large as fits. The size comes from the space and the number of tiles only.

import { createMemo, createSignal, For, onCleanup, onMount, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallView } from "../../call-view.ts";
import { type GridLayout, gridLayout } from "./grid-layout.ts";
import { knownNames } from "../words/known-names.ts";
import { OwnTile } from "./own-tile.tsx";
import { ScreenTile } from "../share/screen-tile.tsx";
import { PeerTile } from "./peer-tile.tsx";
import { createById } from "./create-by-id.ts";
import { claimIsTaken } from "../words/person-name.ts";
import "./tile-grid.css";

export interface TileGridProps {
  readonly view: CallView;
  readonly onConfirm: (peerId: string) => void;
  readonly onSoundBlocked: (play: () => Promise<void>) => void;
}

/** As in tile.css. */
const gapRem = 0.5;
const captionRem = 3.5;

export function TileGrid(props: TileGridProps): JSX.Element {
  const [room, setRoom] = createSignal({ width: 0, height: 0, rem: 16 });
  let space: HTMLElement | undefined;
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ ...sizeOf(entry.contentRect), rem: remInPixels() });
    });
    if (space) observer.observe(space);
    onCleanup(() => observer.disconnect());
  });
  const sharers = createById(
    () => props.view.peers.filter(({ screen }) => screen !== null),
    ({ peerId }) => peerId,
  );
  const layout = createMemo<GridLayout>(() => {
    const { width, height, rem } = room();
    return gridLayout({
      count: props.view.peers.length + sharers.ids().length + 1,
      width,
      height,
      gap: gapRem * rem,
      captionHeight: captionRem * rem,
    });
  });
  const { ids, item } = createById(
    () => props.view.peers,
    ({ peerId }) => peerId,
  );
  const named = createMemo(() => knownNames(props.view));
  return (
    <section class="call-space" aria-label={t("callTiles")} ref={(element) => (space = element)}>
      <div
        class="call-grid"
        classList={{ "call-grid-scrolls": !layout().fits }}
        style={{
          "--columns": layout().columns,
          "--tile-width": `${layout().tileWidth}px`,
          "--tile-height": `${layout().tileHeight}px`,
        }}
      >
        <For each={sharers.ids()}>
          {(id) => {
            const shown = sharers.item(id);
            return (
              <ScreenTile
                peer={shown()}
                claimIsTaken={claimIsTaken(shown(), named())}
                speakerId={props.view.media.speakerId}
                onSoundBlocked={(play) => props.onSoundBlocked(play)}
              />
            );
          }}
        </For>
        <For each={ids()}>
          {(id) => {
            const shown = item(id);
            return (
              <PeerTile
                peer={shown()}
                claimIsTaken={claimIsTaken(shown(), named())}
                speakerId={props.view.media.speakerId}
                onConfirm={() => props.onConfirm(id)}
                onSoundBlocked={(play) => props.onSoundBlocked(play)}
              />
            );
          }}
        </For>
        <OwnTile view={props.view} />
      </div>
    </section>
  );
}

function sizeOf(rectangle: DOMRectReadOnly): { width: number; height: number } {
  return { width: Math.floor(rectangle.width), height: Math.floor(rectangle.height) };
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
