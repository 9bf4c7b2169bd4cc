// The controls of the call.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import {
  cameraIcon,
  cameraOffIcon,
  leaveIcon,
  linkIcon,
  microphoneIcon,
  microphoneOffIcon,
  peopleIcon,
  settingsIcon,
} from "../../../shared/ui/icons.ts";
import type { CallActions, OwnMediaView } from "../../call-view.ts";
import { BarButton } from "./bar-button.tsx";
import { isOn, switchLabels } from "../devices/media-switch.ts";
import { participantsId } from "../people/participants.tsx";
import "./call-bar.css";

export interface CallBarProps {
  readonly media: OwnMediaView;
  readonly actions: CallActions;
  readonly showsPeople: boolean;
  readonly onPeople: () => void;
  readonly onDevices: () => void;
  readonly peopleButton: (element: HTMLButtonElement) => void;
}

export function CallBar(props: CallBarProps): JSX.Element {
  const hears = (): boolean => isOn(props.media.microphone);
  const sees = (): boolean => isOn(props.media.camera);
  return (
    <section class="call-bar" aria-label={t("callControls")}>
      <BarButton
        label={t(switchLabels.microphone(props.media.microphone))}
        icon={hears() ? microphoneIcon : microphoneOffIcon}
        look={hears() ? "plain" : "off"}
        busy={props.media.microphone === "starting"}
        onClick={() => props.actions.setMicrophone(!hears())}
      />
      <BarButton
        label={t(switchLabels.camera(props.media.camera))}
        icon={sees() ? cameraIcon : cameraOffIcon}
        look={sees() ? "plain" : "off"}
        busy={props.media.camera === "starting"}
        onClick={() => props.actions.setCamera(!sees())}
      />
      <BarButton label={t("callDevices")} icon={settingsIcon} onClick={() => props.onDevices()} />
      <BarButton
        label={t("callParticipants")}
        icon={peopleIcon}
        expanded={props.showsPeople}
        controls={participantsId}
        onClick={() => props.onPeople()}
        ref={(element) => props.peopleButton(element)}
      />
      <BarButton
        label={t("callCopyLink")}
        icon={linkIcon}
        onClick={() => props.actions.copyLink()}
      />
      <BarButton
        label={t("callLeave")}
        icon={leaveIcon}
        look="leave"
        onClick={() => props.actions.leave()}
      />
    </section>
  );
}
