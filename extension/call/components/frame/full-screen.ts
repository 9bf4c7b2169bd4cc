import { type Accessor, createSignal, onCleanup } from "solid-js";

export interface FullScreen {
  readonly isPossible: boolean;
  readonly isOn: Accessor<boolean>;
  /** Directly from a click or a key: browsers ask for one. */
  readonly toggle: () => void;
}

/** The whole page, so that dialogs and messages are seen as well. */
export function createFullScreen(): FullScreen {
  const [isOn, setOn] = createSignal(document.fullscreenElement !== null);
  const update = (): void => void setOn(document.fullscreenElement !== null);
  document.addEventListener("fullscreenchange", update);
  onCleanup(() => document.removeEventListener("fullscreenchange", update));
  return {
    isPossible: document.fullscreenEnabled,
    isOn,
    toggle: () => {
      // Refused without a click, or by the system: then it stays as it is.
      if (isOn()) document.exitFullscreen().catch(() => undefined);
      else document.documentElement.requestFullscreen().catch(() => undefined);
    },
  };
}
