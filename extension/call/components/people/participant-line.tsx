// One person in the list of participants.

import { Show, type JSX } from "solid-js";
import type { KeyId as KeyIdText } from "../../../../protocol/public-key.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import {
  cameraIcon,
  cameraOffIcon,
  microphoneIcon,
  microphoneOffIcon,
} from "../../../shared/ui/icons.ts";
import { KeyId } from "../../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import { StateWord } from "../../../shared/ui/state-word.tsx";
import { VisuallyHidden } from "../../../shared/ui/visually-hidden.tsx";
import type { PeerView } from "../../call-view.ts";

export interface ParticipantLineProps {
  readonly keyId: KeyIdText;
  readonly name: JSX.Element;
  readonly role: PeerView["role"] | null;
  readonly states: JSX.Element;
  readonly trouble: string | null;
  /** Null where nothing of theirs is taken. */
  readonly sends: PeerView["sends"] | null;
  /** What I may do about them. */
  readonly powers?: JSX.Element;
}

const roles: Record<PeerView["role"], MessageKey> = {
  host: "callRoleHost",
  cohost: "callRoleCohost",
  member: "callRoleMember",
};

export function ParticipantLine(props: ParticipantLineProps): JSX.Element {
  return (
    <li class="call-person">
      <KeyPicture keyId={props.keyId} size={40} />
      <div class="call-person-text">
        {props.name}
        <KeyId keyId={props.keyId} />
        <div class="call-person-states">
          {props.states}
          <Show when={props.role}>
            {(role) => <StateWord tone="neutral">{t(roles[role()])}</StateWord>}
          </Show>
        </div>
        <Show when={props.trouble}>
          <p class="call-person-trouble">{props.trouble}</p>
        </Show>
      </div>
      <Show when={props.sends}>
        {(sends) => (
          <div class="call-person-sends">
            <Sends
              icon={sends().microphone ? microphoneIcon : microphoneOffIcon}
              text={t(sends().microphone ? "callMicrophoneOn" : "callMicrophoneOff")}
              isOff={!sends().microphone}
            />
            <Sends
              icon={sends().camera ? cameraIcon : cameraOffIcon}
              text={t(sends().camera ? "callCameraOn" : "callCameraOff")}
              isOff={!sends().camera}
            />
          </div>
        )}
      </Show>
      {props.powers}
    </li>
  );
}

function Sends(props: {
  readonly icon: Parameters<typeof Icon>[0]["icon"];
  readonly text: string;
  readonly isOff: boolean;
}): JSX.Element {
  return (
    <span classList={{ "call-person-off": props.isOff }} title={props.text}>
      <Icon icon={props.icon} size={18} />
      <VisuallyHidden>{props.text} </VisuallyHidden>
    </span>
  );
}
