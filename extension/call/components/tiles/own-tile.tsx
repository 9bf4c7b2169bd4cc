// Oneself, as others see one, but mirrored.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallView } from "../../call-view.ts";
import { isOn } from "../devices/media-switch.ts";
import { ownName } from "../words/own-name.ts";
import { RecordingSign } from "../recording/recording-sign.tsx";
import { MicrophoneOff } from "./peer-tile.tsx";
import { StreamVideo } from "./stream-video.tsx";
import { Tile } from "./tile.tsx";

export function OwnTile(props: {
  readonly view: CallView;
  readonly over?: JSX.Element;
}): JSX.Element {
  const name = (): string => {
    const own = ownName(props.view);
    return own === null ? t("callYouNameless") : t("callYou", own);
  };
  const showsPicture = (): boolean => props.view.media.camera === "on";
  return (
    <Show when={props.view.identity}>
      {(identity) => (
        <Tile
          label={name()}
          keyId={identity()}
          look="own"
          name={
            <strong class="call-name" dir="auto" title={name()}>
              {name()}
            </strong>
          }
          states={
            <>
              <Show when={props.view.recording.mine === "on"}>
                <RecordingSign />
              </Show>
              <Show when={!isOn(props.view.media.microphone)}>
                <MicrophoneOff />
              </Show>
            </>
          }
          video={
            <StreamVideo stream={props.view.media.preview} showsPicture={showsPicture()} isOwn />
          }
          instead={null}
          over={props.over}
          audioLevel={props.view.media.microphone === "on" ? props.view.media.level : 0}
        />
      )}
    </Show>
  );
}
