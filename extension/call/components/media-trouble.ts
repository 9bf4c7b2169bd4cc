import type { MessageKey } from "../../shared/i18n.ts";
import type { MediaState, OwnMediaView } from "../call-view.ts";
import { type Message, message } from "./message.ts";

const suffixes = {
  refused: "Refused",
  missing: "Missing",
  busy: "Busy",
  failed: "Failed",
} as const satisfies Partial<Record<MediaState, string>>;

/** Why camera or microphone are not to be had, one sentence each, one for both where they agree. */
export function mediaTroubles(
  media: Pick<OwnMediaView, "camera" | "microphone">,
): readonly Message[] {
  const camera = suffixOf(media.camera);
  const microphone = suffixOf(media.microphone);
  if (camera !== null && camera === microphone) return [message(`problemBoth${camera}`)];
  const keys: (MessageKey | null)[] = [
    camera && `problemCamera${camera}`,
    microphone && `problemMicrophone${microphone}`,
  ];
  return keys.filter((key) => key !== null).map((key) => message(key));
}

function suffixOf(state: MediaState): (typeof suffixes)[keyof typeof suffixes] | null {
  return state in suffixes ? suffixes[state as keyof typeof suffixes] : null;
}
