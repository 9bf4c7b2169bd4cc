// The controls of the call: what is needed all the time in a row, the rest behind "More".

import { Show, type JSX } from "solid-js";
import { t, tn } from "../../../shared/i18n.ts";
import {
  cameraIcon,
  cameraOffIcon,
  chatIcon,
  fileIcon,
  handIcon,
  leaveIcon,
  microphoneIcon,
  microphoneOffIcon,
  peopleIcon,
  settingsIcon,
  shareIcon,
  stopShareIcon,
} from "../../../shared/ui/icons.ts";
import type { CallActions, CallView } from "../../call-view.ts";
import { isOn, switchLabels } from "../devices/media-switch.ts";
import { BarButton } from "./bar-button.tsx";
import { MoreItem, MoreMenu } from "./more-menu.tsx";
import { type Panel, panelIds } from "./panel.ts";
import "./call-bar.css";

export interface CallBarProps {
  readonly view: CallView;
  readonly actions: CallActions;
  readonly panel: Panel | null;
  readonly onPanel: (panel: Panel) => void;
  readonly onDevices: () => void;
  readonly onSendFile: () => void;
  /** Items above the others of the menu; `close` puts it away. */
  readonly more?: ((close: () => void) => JSX.Element) | undefined;
}

export function CallBar(props: CallBarProps): JSX.Element {
  const microphone = (): CallView["media"]["microphone"] => props.view.media.microphone;
  const camera = (): CallView["media"]["camera"] => props.view.media.camera;
  const microphoneHint = (): string | undefined =>
    microphone() === "off" && props.view.media.habits.mutedHint
      ? t("deviceMutedHintText")
      : undefined;
  const isSharing = (): boolean => props.view.share.state === "on";
  const unread = (): number => props.view.chat.unread + props.view.files.unread;
  return (
    <section class="call-bar" aria-label={t("callControls")}>
      <BarButton
        label={t(switchLabels.microphone(microphone()))}
        icon={isOn(microphone()) ? microphoneIcon : microphoneOffIcon}
        look={isOn(microphone()) ? "plain" : "off"}
        busy={microphone() === "starting"}
        hint={microphoneHint()}
        onClick={() => props.actions.setMicrophone(!isOn(microphone()))}
      />
      <BarButton
        label={t(switchLabels.camera(camera()))}
        icon={isOn(camera()) ? cameraIcon : cameraOffIcon}
        look={isOn(camera()) ? "plain" : "off"}
        busy={camera() === "starting"}
        onClick={() => props.actions.setCamera(!isOn(camera()))}
      />
      <Show when={props.view.share.isPossible}>
        <BarButton
          label={isSharing() ? t("callStopSharing") : t("callShareScreen")}
          icon={isSharing() ? stopShareIcon : shareIcon}
          busy={props.view.share.state === "choosing"}
          onClick={() => (isSharing() ? props.actions.stopSharing() : props.actions.shareScreen())}
        />
      </Show>
      <BarButton
        label={t("callChat")}
        icon={chatIcon}
        expanded={props.panel === "chat"}
        controls={panelIds.chat}
        count={unread()}
        hint={unread() > 0 ? tn("callUnread", unread()) : undefined}
        onClick={() => props.onPanel("chat")}
      />
      <BarButton
        label={t("callParticipants")}
        icon={peopleIcon}
        expanded={props.panel === "people"}
        controls={panelIds.people}
        onClick={() => props.onPanel("people")}
      />
      <MoreMenu>
        {(close) => (
          <>
            {props.more?.(close)}
            <MoreItem
              label={t("callRaiseHand")}
              icon={handIcon}
              pressed={props.view.hands.isMineRaised}
              onClick={() => {
                props.actions.raiseHand(!props.view.hands.isMineRaised);
                close();
              }}
            />
            <MoreItem
              label={t("fileSend")}
              icon={fileIcon}
              onClick={() => {
                close();
                props.onSendFile();
              }}
            />
            <MoreItem
              label={t("callDevices")}
              icon={settingsIcon}
              onClick={() => {
                close();
                props.onDevices();
              }}
            />
          </>
        )}
      </MoreMenu>
      <BarButton
        label={t("callLeave")}
        icon={leaveIcon}
        look="leave"
        onClick={() => props.actions.leave()}
      />
    </section>
  );
}
