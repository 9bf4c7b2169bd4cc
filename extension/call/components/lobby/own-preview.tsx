// What others will see and hear of me, with the two switches.

import { Show, type JSX } from "solid-js";
import type { KeyId } from "../../../../protocol/public-key.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import {
  cameraIcon,
  cameraOffIcon,
  microphoneIcon,
  microphoneOffIcon,
} from "../../../shared/ui/icons.ts";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { OwnMediaView } from "../../call-view.ts";
import { LevelMeter } from "../devices/level-meter.tsx";
import { isOn, switchLabels } from "../devices/media-switch.ts";
import { StreamVideo } from "../tiles/stream-video.tsx";
import "./own-preview.css";

export interface OwnPreviewProps {
  readonly media: OwnMediaView;
  readonly identity: KeyId | null;
  readonly onMicrophone: (on: boolean) => void;
  readonly onCamera: (on: boolean) => void;
}

export function OwnPreview(props: OwnPreviewProps): JSX.Element {
  const withoutPicture = (): string => {
    if (props.media.camera === "starting") return t("lobbyCameraStarting");
    return props.media.camera === "off" ? t("lobbyCameraOff") : t("lobbyCameraNone");
  };
  return (
    <div class="call-preview">
      <div class="call-preview-picture">
        <Show when={props.media.camera !== "on"}>
          <div class="call-preview-empty">
            <Show when={props.identity}>{(keyId) => <KeyPicture keyId={keyId()} size={96} />}</Show>
            <p>{withoutPicture()}</p>
          </div>
        </Show>
        <StreamVideo
          stream={props.media.preview}
          showsPicture={props.media.camera === "on"}
          isOwn
        />
      </div>
      <div class="call-preview-switches">
        <Button
          icon={isOn(props.media.microphone) ? microphoneIcon : microphoneOffIcon}
          busy={props.media.microphone === "starting"}
          onClick={() => props.onMicrophone(!isOn(props.media.microphone))}
        >
          {t(switchLabels.microphone(props.media.microphone))}
        </Button>
        <Button
          icon={isOn(props.media.camera) ? cameraIcon : cameraOffIcon}
          busy={props.media.camera === "starting"}
          onClick={() => props.onCamera(!isOn(props.media.camera))}
        >
          {t(switchLabels.camera(props.media.camera))}
        </Button>
        <LevelMeter level={props.media.microphone === "on" ? props.media.level : 0} />
      </div>
    </div>
  );
}
