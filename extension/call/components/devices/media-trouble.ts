import type { MessageKey } from "../../../shared/i18n.ts";
import type { MediaState, OwnMediaView } from "../../call-view.ts";
import { type Message, message } from "../words/message.ts";

type Trouble = Extract<MediaState, "refused" | "missing" | "busy" | "failed">;

const texts: Record<"camera" | "microphone" | "both", Record<Trouble, MessageKey>> = {
  camera: {
    refused: "problemCameraRefused",
    missing: "problemCameraMissing",
    busy: "problemCameraBusy",
    failed: "problemCameraFailed",
  },
  microphone: {
    refused: "problemMicrophoneRefused",
    missing: "problemMicrophoneMissing",
    busy: "problemMicrophoneBusy",
    failed: "problemMicrophoneFailed",
  },
  both: {
    refused: "problemBothRefused",
    missing: "problemBothMissing",
    busy: "problemBothBusy",
    failed: "problemBothFailed",
  },
};

/** Why camera or microphone are not to be had, one sentence each, one for both where they agree. */
export function mediaTroubles(
  media: Pick<OwnMediaView, "camera" | "microphone">,
): readonly Message[] {
  const { camera, microphone } = media;
  if (isTrouble(camera) && camera === microphone) return [message(texts.both[camera])];
  return [
    ...(isTrouble(camera) ? [message(texts.camera[camera])] : []),
    ...(isTrouble(microphone) ? [message(texts.microphone[microphone])] : []),
  ];
}

function isTrouble(state: MediaState): state is Trouble {
  return state in texts.both;
}
