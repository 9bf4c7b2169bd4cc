// The call: who is here, what is wrong, and the controls.

import {
  createMemo,
  createSignal,
  lazy,
  Match,
  onMount,
  Show,
  Suspense,
  Switch,
  type JSX,
} from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { CallBar } from "./call-bar.tsx";
import { CallHeader } from "./call-header.tsx";
import { createBlockedSound } from "../tiles/blocked-sound.ts";
import { MutedHint } from "../devices/muted-hint.tsx";
import { createPushToTalk } from "../devices/push-to-talk.ts";
import { Knocks } from "../people/knocks.tsx";
import type { Panel } from "./panel.ts";
import { MediaTrouble } from "../devices/media-trouble-notice.tsx";
import { OwnShare } from "../share/own-share.tsx";
import { Participants } from "../people/participants.tsx";
import { createStage } from "../layout/create-stage.ts";
import { TileSpace } from "../layout/tile-space.tsx";
import { LayoutItems } from "../layout/layout-items.tsx";
import "./in-call.css";

// Not before it is asked for: it is a quarter of what the bar and the tiles need.
const DeviceDialog = lazy(async () => {
  const { DeviceDialog: loaded } = await import("../devices/device-dialog.tsx");
  return { default: loaded };
});

export interface InCallProps {
  readonly view: CallView;
  readonly actions: CallActions;
  /** The system's where left out. */
  readonly clock?: Clock | undefined;
}

export function InCall(props: InCallProps): JSX.Element {
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const [showsDevices, setShowsDevices] = createSignal(false);
  // Stays once it was there, to give the focus back when it closes.
  const needsDevices = createMemo<boolean>((was) => was || showsDevices(), false);
  const sound = createBlockedSound();
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
  const isServerGone = (): boolean => {
    const { stage } = props.view;
    return stage.stage === "in-call" && stage.server === "gone";
  };
  return (
    <div class="call-room" classList={{ "call-room-panel": panel() !== null }}>
      <CallHeader view={props.view} onCopyLink={() => props.actions.copyLink()} />
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
          stage={stage}
          onTileSizes={(sizes) => props.actions.showSizes(sizes)}
          onConfirm={(peerId) => props.actions.confirmIdentity(peerId)}
          onSoundBlocked={sound.report}
        />
      </main>
      <Switch>
        <Match when={panel() === "people"}>
          <Participants
            view={props.view}
            onTakeBack={(key) => props.actions.takeBack(key)}
            onClose={closePanel}
          />
        </Match>
      </Switch>
      <CallBar
        view={props.view}
        actions={props.actions}
        panel={panel()}
        onPanel={togglePanel}
        more={(close) => (
          <LayoutItems
            stage={stage}
            onReact={(reaction) => props.actions.react(reaction)}
            onClose={close}
          />
        )}
        onDevices={() => setShowsDevices(true)}
      />
      <MutedHint media={props.view.media} />
      <Show when={needsDevices()}>
        <Suspense>
          <DeviceDialog
            open={showsDevices()}
            media={props.view.media}
            actions={props.actions}
            onClose={() => setShowsDevices(false)}
          />
        </Suspense>
      </Show>
    </div>
  );
}
