// Before the call: the own preview stays where it is, while what is beside it goes from the lobby
// through the steps of the way in.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallActions, CallView } from "../../call-view.ts";
import { BackdropButton } from "../backdrop/backdrop-button.tsx";
import { DeviceChoices } from "../devices/device-choices.tsx";
import { EntryProgress } from "./entry-progress.tsx";
import type { EntryStage } from "./entry-steps.ts";
import { KnockForm } from "../room/knock-form.tsx";
import { Lobby } from "./lobby.tsx";
import { MediaTrouble } from "../devices/media-trouble-notice.tsx";
import { OwnPreview } from "./own-preview.tsx";
import "./doorstep.css";

export interface DoorstepProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

export function Doorstep(props: DoorstepProps): JSX.Element {
  const entry = (): EntryStage | null => {
    const { stage } = props.view;
    return stage.stage === "connecting" ||
      stage.stage === "waiting-for-approval" ||
      stage.stage === "entering" ||
      stage.stage === "waiting-for-host"
      ? stage
      : null;
  };
  return (
    <div class="call-door">
      <header class="call-door-brand">{t("appName")}</header>
      <main class="call-door-main">
        <section class="call-door-me" aria-label={t("lobbyPreview")}>
          <OwnPreview
            media={props.view.media}
            identity={props.view.identity}
            onMicrophone={(on) => props.actions.setMicrophone(on)}
            onCamera={(on) => props.actions.setCamera(on)}
          />
          <BackdropButton view={props.view} actions={props.actions} />
          <MediaTrouble media={props.view.media} onRetry={() => props.actions.retryMedia()} />
        </section>
        <Show when={entry() === null}>
          <section class="call-door-devices" aria-label={t("callDevices")}>
            <DeviceChoices
              media={props.view.media}
              onChoose={(kind, deviceId) => props.actions.chooseDevice(kind, deviceId)}
              onPickSpeaker={() => props.actions.pickSpeaker()}
              onTestSound={() => props.actions.playTestSound()}
            />
          </section>
        </Show>
        <Show when={entry()} fallback={<Lobby view={props.view} actions={props.actions} />}>
          {(stage) => (
            <EntryProgress
              stage={stage()}
              server={props.view.server}
              onCancel={() => props.actions.cancel()}
            >
              <Show when={props.view.door}>
                {(door) => (
                  <KnockForm door={door()} onKnock={(note) => props.actions.knock(note)} />
                )}
              </Show>
            </EntryProgress>
          )}
        </Show>
      </main>
    </div>
  );
}
