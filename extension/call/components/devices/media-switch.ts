import type { MessageKey } from "../../../shared/i18n.ts";
import type { MediaState } from "../../call-view.ts";

/** Whether the switch stands on; what is refused or missing counts as off, so that one can ask again. */
export function isOn(state: MediaState): boolean {
  return state === "on" || state === "starting";
}

/** What the switch will do. */
export const switchLabels = {
  microphone: (state: MediaState): MessageKey => (isOn(state) ? "callMute" : "callUnmute"),
  camera: (state: MediaState): MessageKey =>
    isOn(state) ? "callCameraTurnOff" : "callCameraTurnOn",
} as const;
