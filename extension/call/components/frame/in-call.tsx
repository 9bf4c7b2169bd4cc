// The call: who is here, what is wrong, and the controls.

import { createSignal, onMount, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { CallBar } from "./call-bar.tsx";
import { CallHeader } from "./call-header.tsx";
import { createBlockedSound } from "../tiles/blocked-sound.ts";
import { DeviceDialog } from "../devices/device-dialog.tsx";
import { Knocks } from "../people/knocks.tsx";
import { MediaTrouble } from "../devices/media-trouble-notice.tsx";
import { Participants } from "../people/participants.tsx";
import { TileGrid } from "../tiles/tile-grid.tsx";
import "./in-call.css";

export interface InCallProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

export function InCall(props: InCallProps): JSX.Element {
  const [showsPeople, setShowsPeople] = createSignal(false);
  const [showsDevices, setShowsDevices] = createSignal(false);
  const sound = createBlockedSound();
  let peopleButton: HTMLButtonElement | undefined;
  // Otherwise the page would stay as far down as the lobby was scrolled.
  onMount(() => window.scrollTo(0, 0));
  const isServerGone = (): boolean => {
    const { stage } = props.view;
    return stage.stage === "in-call" && stage.server === "gone";
  };
  return (
    <div class="call-room" classList={{ "call-room-people": showsPeople() }}>
      <CallHeader view={props.view} />
      <main class="call-stage">
        <div class="call-strips">
          <Show when={isServerGone()}>
            <Notice kind="warning" title={t("callServerGone")}>
              {t("callServerGoneText")}
            </Notice>
          </Show>
          <Knocks
            view={props.view}
            onAdmit={(peerId) => props.actions.admit(peerId)}
            onDismiss={(peerId) => props.actions.dismissKnock(peerId)}
          />
          <Show when={sound.isBlocked()}>
            <Notice
              kind="warning"
              title={t("callSoundBlocked")}
              actions={<Button onClick={() => sound.play()}>{t("callSoundPlay")}</Button>}
            >
              {t("callSoundBlockedText")}
            </Notice>
          </Show>
          <MediaTrouble
            media={props.view.media}
            onRetry={() => props.actions.retryMedia()}
            canDismiss
          />
          <Show when={props.view.peers.length === 0}>
            <Notice kind="info">{t("callNobodyElse")}</Notice>
          </Show>
        </div>
        <TileGrid
          view={props.view}
          onConfirm={(peerId) => props.actions.confirmIdentity(peerId)}
          onSoundBlocked={sound.report}
        />
      </main>
      <Show when={showsPeople()}>
        <Participants
          view={props.view}
          onClose={() => {
            setShowsPeople(false);
            peopleButton?.focus();
          }}
        />
      </Show>
      <CallBar
        media={props.view.media}
        actions={props.actions}
        showsPeople={showsPeople()}
        onPeople={() => setShowsPeople(!showsPeople())}
        onDevices={() => setShowsDevices(true)}
        peopleButton={(element) => (peopleButton = element)}
      />
      <DeviceDialog
        open={showsDevices()}
        media={props.view.media}
        onChoose={(kind, deviceId) => props.actions.chooseDevice(kind, deviceId)}
        onClose={() => setShowsDevices(false)}
      />
    </div>
  );
}
