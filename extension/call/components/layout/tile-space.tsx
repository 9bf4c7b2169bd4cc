// All tiles. Each is made once and stays where it is in the document, whatever is large: moved, its
// picture would go black for a moment and its voice would be cut.

import { createEffect, createMemo, For, type JSX, onCleanup, Show } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallActions, CallView, PeerView } from "../../call-view.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { ScreenTile } from "../share/screen-tile.tsx";
import { createById } from "../tiles/create-by-id.ts";
import { OwnTile } from "../tiles/own-tile.tsx";
import { PeerTile } from "../tiles/peer-tile.tsx";
import { knownNames } from "../words/known-names.ts";
import { claimIsTaken } from "../words/person-name.ts";
import { createSpace } from "./create-space.ts";
import type { CallStage } from "./create-stage.ts";
import { shownSizes, type ShownTile } from "./shown-tiles.ts";
import { TileOver } from "./tile-over.tsx";
import { largeThatFit, planGrid, planStage, type TileBox, type TilePlan } from "./tile-plan.ts";
import type { TileRef } from "./tile-ref.ts";
import { createTileSight } from "./tile-sight.ts";
import "./tile-space.css";

export interface TileSpaceProps {
  readonly view: CallView;
  readonly stage: CallStage;
  /** What is drawn elsewhere, in a small window. */
  readonly elsewhere: ShownTile | null;
  readonly onConfirm: (peerId: string) => void;
  readonly onSoundBlocked: (play: () => Promise<void>) => void;
  /** The words behind a badge are not enough. */
  readonly onStatistics: () => void;
  /** How large everything is drawn, whenever that has changed. */
  readonly onTileSizes: CallActions["showSizes"];
  /** The system's where left out. */
  readonly clock?: Clock | undefined;
}

/** Sizes are told at most so often: while a window is dragged, nobody needs each of them. */
const tellEveryMs = 250;
const nowhere: TileBox = { x: 0, y: 0, width: 0, height: 0, sticks: false };

export function TileSpace(props: TileSpaceProps): JSX.Element {
  let element: HTMLElement | undefined;
  const space = createSpace(() => element);
  const sight = createTileSight();
  const refs = createById(
    () => props.stage.tiles(),
    ({ id }) => id,
  );
  const peers = createById(
    () => props.view.peers,
    ({ peerId }) => peerId,
  );
  const named = createMemo(() => knownNames(props.view));
  const plan = createMemo<TilePlan>(() => {
    const large = props.stage.large();
    return large.length === 0
      ? planGrid(space(), refs.ids())
      : planStage(space(), large, props.stage.small());
  });
  const boxOf = (id: string): TileBox => plan().boxes[id] ?? nowhere;

  const sizes = createMemo(() =>
    shownSizes(
      [
        ...props.stage.tiles().map((tile) => {
          const { width, height } = boxOf(tile.id);
          const pictureHeight = height - space().captionHeight;
          return { tile, width, height: pictureHeight, isVisible: sight.isVisible(tile.id) };
        }),
        ...(props.elsewhere === null ? [] : [props.elsewhere]),
      ],
      window.devicePixelRatio,
    ),
  );
  const clock = props.clock ?? systemClock;
  let stopTelling = (): void => undefined;
  createEffect(() => {
    const now = sizes();
    stopTelling();
    stopTelling = clock.after(tellEveryMs, () => props.onTileSizes(now));
  });
  onCleanup(() => stopTelling());

  const over = (tile: TileRef): JSX.Element => (
    <TileOver
      tile={tile}
      view={props.view}
      isPinned={props.stage.isPinned(tile.id)}
      canPin={props.stage.tiles().length > 1}
      onPin={() => props.stage.pin(tile.id, largeThatFit(space()))}
      onUnpin={() => props.stage.unpin(tile.id)}
    />
  );
  const peerTile = (tile: TileRef, peer: () => PeerView): JSX.Element => (
    <Show
      when={tile.shows === "camera"}
      fallback={
        <ScreenTile
          peer={peer()}
          claimIsTaken={claimIsTaken(peer(), named())}
          speakerId={props.view.media.speakerId}
          onSoundBlocked={(play) => props.onSoundBlocked(play)}
          over={over(tile)}
        />
      }
    >
      <PeerTile
        peer={peer()}
        claimIsTaken={claimIsTaken(peer(), named())}
        speakerId={props.view.media.speakerId}
        onConfirm={() => props.onConfirm(peer().peerId)}
        onSoundBlocked={(play) => props.onSoundBlocked(play)}
        over={over(tile)}
        isRecording={props.view.recording.others.includes(peer().peerId)}
        quality={props.view.mesh.quality[peer().peerId]}
        onStatistics={() => props.onStatistics()}
      />
    </Show>
  );

  return (
    <section
      class="call-space"
      aria-label={t("callTiles")}
      // Scrolled by arrow keys as well, also where nothing inside has the focus.
      tabindex={plan().height > space().height || plan().width > space().width ? 0 : undefined}
      ref={(section) => (element = section)}
    >
      <div
        class="call-tiles"
        style={{ "--all-width": `${plan().width}px`, "--all-height": `${plan().height}px` }}
      >
        <For each={refs.ids()}>
          {(id) => {
            const tile = refs.item(id)();
            return (
              <div
                class="call-place"
                classList={{ "call-place-sticks": boxOf(id).sticks }}
                style={placeOf(boxOf(id))}
                ref={(place) => sight.watch(id, place)}
              >
                {tile.peerId === null ? (
                  <OwnTile view={props.view} over={over(tile)} />
                ) : (
                  peerTile(tile, peers.item(tile.peerId))
                )}
              </div>
            );
          }}
        </For>
      </div>
    </section>
  );
}

function placeOf(box: TileBox): Record<string, string> {
  return {
    "--x": `${box.x}px`,
    "--y": `${box.y}px`,
    "--tile-width": `${box.width}px`,
    "--tile-height": `${box.height}px`,
  };
}
