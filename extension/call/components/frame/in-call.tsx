// The call: who is here, what is wrong, and the controls.

import { createSignal, Match, onMount, Show, Switch, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { CallBar } from "./call-bar.tsx";
import { CallHeader } from "./call-header.tsx";
import { createBlockedSound } from "../tiles/blocked-sound.ts";
import { DeviceDialog } from "../devices/device-dialog.tsx";
import { Knocks } from "../people/knocks.tsx";
import type { Panel } from "./panel.ts";
import { MediaTrouble } from "../devices/media-trouble-notice.tsx";
import { OwnShare } from "../share/own-share.tsx";
import { Participants } from "../people/participants.tsx";
import { createStage } from "../layout/create-stage.ts";
import { TileSpace } from "../layout/tile-space.tsx";
import { LayoutItems } from "../layout/layout-items.tsx";
import { type Clock, systemClock } from "../../clock.ts";
import "./in-call.css";

export interface InCallProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

export function InCall(props: InCallProps): JSX.Element {
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const [showsDevices, setShowsDevices] = createSignal(false);
  const sound = createBlockedSound();
  let opener: HTMLElement | null = null;
  const togglePanel = (wanted: Panel): void => {
    opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setPanel(panel() === wanted ? null : wanted);
  };
  const closePanel = (): void => {
    setPanel(null);
    opener?.focus();
  };
  // Otherwise the page would stay as far down as the lobby was scrolled.
  onMount(() => window.scrollTo(0, 0));
  /** The system's where left out. */
  readonly clock?: Clock | undefined;
  const isServerGone = (): boolean => {
    const { stage } = props.view;
    return stage.stage === "in-call" && stage.server === "gone";
  };
  return (
    <div class="call-room" classList={{ "call-room-panel": panel() !== null }}>
      <CallHeader view={props.view} onCopyLink={() => props.actions.copyLink()} />
      <main class="call-stage">
  createPushToTalk({
    isEnabled: () => props.view.media.habits.pushToTalk,
    isMuted: () => props.view.media.microphone === "off",
    talk: (isTalking) => props.actions.setMicrophone(isTalking),
  });
  const stage = createStage(
    () => props.view,
    props.clock ?? systemClock,
    (layout) => props.actions.prefer({ layout }),
  );
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
          <OwnShare
            share={props.view.share}
            onStop={() => props.actions.stopSharing()}
            onSuits={(suits) => props.actions.setShareSuits(suits)}
          />
          <Show when={props.view.peers.length === 0}>
            <Notice kind="info">{t("callNobodyElse")}</Notice>
          </Show>
        </div>
        <TileSpace
          view={props.view}
          onConfirm={(peerId) => props.actions.confirmIdentity(peerId)}
          onSoundBlocked={sound.report}
        />
      </main>
      <Switch>
        <Match when={panel() === "people"}>
          <Participants view={props.view} onClose={closePanel} />
        </Match>
      </Switch>
      <CallBar
        view={props.view}
        actions={props.actions}
        panel={panel()}
        onPanel={togglePanel}
        onDevices={() => setShowsDevices(true)}
      />
      <DeviceDialog
        open={showsDevices()}
        media={props.view.media}
          stage={stage}
          onTileSizes={(sizes) => props.actions.showSizes(sizes)}
        onChoose={(kind, deviceId) => props.actions.chooseDevice(kind, deviceId)}
        onClose={() => setShowsDevices(false)}
      />
    </div>
  );
}
        more={(close) => (
          <LayoutItems
            stage={stage}
            onReact={(reaction) => props.actions.react(reaction)}
            onClose={close}
          />
        )}
