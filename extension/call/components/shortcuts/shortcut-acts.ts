import type { CallActions, CallView } from "../../call-view.ts";
import { isOn } from "../devices/media-switch.ts";
import type { FullScreen } from "../frame/full-screen.ts";
import type { Panel } from "../frame/panel.ts";
import type { CallStage } from "../layout/create-stage.ts";
import type { ShortcutAction } from "./shortcuts.ts";

export interface ShortcutActsInput {
  readonly view: () => CallView;
  readonly actions: CallActions;
  readonly stage: CallStage;
  readonly fullScreen: FullScreen;
  readonly togglePanel: (panel: Panel) => void;
  readonly closePanel: () => void;
  readonly showShortcuts: () => void;
}

/** What each shortcut does: the same as the button of that name. */
export function shortcutActs(input: ShortcutActsInput): (action: ShortcutAction) => void {
  const { view, actions, stage } = input;
  const acts: Readonly<Record<ShortcutAction, () => void>> = {
    microphone: () => actions.setMicrophone(!isOn(view().media.microphone)),
    // Held, not pressed: see push-to-talk.ts.
    talk: () => undefined,
    camera: () => actions.setCamera(!isOn(view().media.camera)),
    share: () => {
      const { state, isPossible } = view().share;
      if (state === "on") actions.stopSharing();
      else if (isPossible && state === "off") actions.shareScreen();
    },
    chat: () => input.togglePanel("chat"),
    people: () => input.togglePanel("people"),
    hand: () => actions.raiseHand(!view().hands.isMineRaised),
    grid: () => stage.choose("grid"),
    speaker: () => stage.choose("speaker"),
    "full-screen": () => input.fullScreen.toggle(),
    shortcuts: () => input.showShortcuts(),
    close: () => input.closePanel(),
  };
  return (action) => acts[action]();
}
