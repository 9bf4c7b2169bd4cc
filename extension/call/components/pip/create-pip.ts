import { type Accessor, createSignal, onCleanup } from "solid-js";
import { delegateEvents } from "solid-js/web";

/** A small window over everything else, with a document of its own that this page draws. */
export interface Pip {
  readonly isPossible: boolean;
  /** Null while it is closed. */
  readonly window: Accessor<Window | null>;
  /** CSS pixels of all of it. */
  readonly size: Accessor<{ readonly width: number; readonly height: number }>;
  /** Directly from a click: browsers ask for one. */
  readonly toggle: () => void;
}

const firstSize = { width: 384, height: 300 };

export function createPip(): Pip {
  const { documentPictureInPicture: opener } = window;
  const [opened, setOpened] = createSignal<Window | null>(null);
  const [size, setSize] = createSignal(firstSize);
  let isGone = false;
  const open = async (): Promise<void> => {
    const pip = await opener?.requestWindow(firstSize);
    if (pip === undefined) return;
    // The call may have ended while the browser opened it.
    if (isGone) return pip.close();
    furnish(pip.document);
    const measure = (): void => void setSize({ width: pip.innerWidth, height: pip.innerHeight });
    pip.addEventListener("resize", measure);
    measure();
    pip.addEventListener("pagehide", () => setOpened(null));
    setOpened(pip);
  };
  onCleanup(() => {
    isGone = true;
    opened()?.close();
  });
  return {
    isPossible: opener !== undefined,
    window: opened,
    size,
    toggle: () => {
      const pip = opened();
      if (pip !== null) pip.close();
      // Refused without a click: then it stays closed.
      else open().catch(() => undefined);
    },
  };
}

/** Language, direction and styles as here, and the events that Solid listens to at the document. */
function furnish(target: Document): void {
  const { lang, dir } = document.documentElement;
  Object.assign(target.documentElement, { lang, dir });
  target.title = document.title;
  for (const sheet of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    const link = target.createElement("link");
    link.rel = "stylesheet";
    link.href = sheet.href;
    target.head.append(link);
  }
  delegateEvents(["click"], target);
}
