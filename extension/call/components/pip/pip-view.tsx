// The call in a small window: who speaks, and the controls that one needs at once.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import {
  cameraIcon,
  cameraOffIcon,
  leaveIcon,
  microphoneIcon,
  microphoneOffIcon,
  openInTabIcon,
} from "../../../shared/ui/icons.ts";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { CallActions, CallView, PeerView } from "../../call-view.ts";
import { isOn, switchLabels } from "../devices/media-switch.ts";
import type { TileRef } from "../layout/tile-ref.ts";
import { StreamVideo } from "../tiles/stream-video.tsx";
import { PersonNameText } from "../words/person-name-text.tsx";
import { claimIsTaken } from "../words/person-name.ts";
import { knownNames } from "../words/known-names.ts";

export interface PipViewProps {
  readonly view: CallView;
  readonly actions: Pick<CallActions, "setMicrophone" | "setCamera" | "leave">;
  /** What is shown; null where nobody else is here. */
  readonly tile: TileRef | null;
  readonly onBack: () => void;
}

export function PipView(props: PipViewProps): JSX.Element {
  const peer = (): PeerView | undefined =>
    props.view.peers.find(({ peerId }) => peerId === props.tile?.peerId);
  const microphone = (): CallView["media"]["microphone"] => props.view.media.microphone;
  const camera = (): CallView["media"]["camera"] => props.view.media.camera;
  return (
    <main class="call-pip">
      <Show when={peer()} fallback={<p class="call-pip-nobody">{t("callNobodyElse")}</p>}>
        {(shown) => (
          <div
            class="call-pip-picture"
            classList={{ "call-screen": props.tile?.shows === "screen" }}
          >
            <KeyPicture keyId={shown().keyId} size={80} />
            {/* Without sound: that comes from the tile in the tab. */}
            <StreamVideo
              stream={props.tile?.shows === "screen" ? shown().screen : shown().stream}
              showsPicture={
                props.tile?.shows === "screen" || (shown().link === "bound" && shown().sends.camera)
              }
              isMuted
            />
            <p class="call-pip-name">
              <PersonNameText
                peer={shown()}
                claimIsTaken={claimIsTaken(shown(), knownNames(props.view))}
              />
            </p>
          </div>
        )}
      </Show>
      <div class="call-pip-bar" role="group" aria-label={t("callControls")}>
        <IconButton
          label={t(switchLabels.microphone(microphone()))}
          icon={isOn(microphone()) ? microphoneIcon : microphoneOffIcon}
          variant={isOn(microphone()) ? "plain" : "danger"}
          onClick={() => props.actions.setMicrophone(!isOn(microphone()))}
        />
        <IconButton
          label={t(switchLabels.camera(camera()))}
          icon={isOn(camera()) ? cameraIcon : cameraOffIcon}
          variant={isOn(camera()) ? "plain" : "danger"}
          onClick={() => props.actions.setCamera(!isOn(camera()))}
        />
        <IconButton
          label={t("callPipBack")}
          icon={openInTabIcon}
          variant="plain"
          onClick={() => props.onBack()}
        />
        <IconButton
          label={t("callLeave")}
          icon={leaveIcon}
          variant="danger"
          onClick={() => props.actions.leave()}
        />
      </div>
    </main>
  );
}
