import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import type { TileSpace } from "./tile-plan.ts";

/** As in tile.css and tile-space.css. */
const gapRem = 0.5;
const captionRem = 3.5;

/** The space inside an element, as it changes with the window and the person's font size. */
export function createSpace(element: () => Element | undefined): Accessor<TileSpace> {
  const [space, setSpace] = createSignal<TileSpace>(
    { width: 0, height: 0, gap: 0, captionHeight: 0 },
    { equals: sameSpace },
  );
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      const height = Math.floor(entry?.contentRect.height ?? 0);
      // Behind a panel it has no size; what was planned for is still right when it comes back.
      if (width === 0 || height === 0) return;
      const rem = remInPixels();
      setSpace({ width, height, gap: gapRem * rem, captionHeight: captionRem * rem });
    });
    const observed = element();
    if (observed) observer.observe(observed);
    onCleanup(() => observer.disconnect());
  });
  return space;
}

function sameSpace(one: TileSpace, other: TileSpace): boolean {
  return (
    one.width === other.width &&
    one.height === other.height &&
    one.captionHeight === other.captionHeight
  );
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
