import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** Which tiles a person could see now: not scrolled away, not covered, and the tab in front. */
export interface TileSight {
  /** For the element of each tile, while it is on the page. */
  readonly watch: (id: string, element: Element) => void;
  readonly isVisible: (id: string) => boolean;
}

export function createTileSight(): TileSight {
  const [seen, setSeen] = createSignal<ReadonlySet<string>>(new Set());
  const isInFront = createTabInFront();
  const ids = new Map<Element, string>();
  const observer = new IntersectionObserver((entries) => {
    const next = new Set(seen());
    for (const { target, isIntersecting } of entries) {
      const id = ids.get(target);
      if (id === undefined) continue;
      if (isIntersecting) next.add(id);
      else next.delete(id);
    }
    setSeen(next);
  });
  onCleanup(() => observer.disconnect());
  return {
    watch: (id, element) => {
      ids.set(element, id);
      // Later, when it is on the page: an element that is not would be told of as out of sight.
      onMount(() => observer.observe(element));
      onCleanup(() => {
        observer.unobserve(element);
        ids.delete(element);
        setSeen((before) => new Set([...before].filter((each) => each !== id)));
      });
    },
    isVisible: (id) => isInFront() && seen().has(id),
  };
}

function createTabInFront(): Accessor<boolean> {
  const read = (): boolean => document.visibilityState === "visible";
  const [isInFront, setInFront] = createSignal(read());
  const update = (): void => void setInFront(read());
  document.addEventListener("visibilitychange", update);
  onCleanup(() => document.removeEventListener("visibilitychange", update));
  return isInFront;
}
