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
import { linkIcon, statisticsIcon, pictureIcon } from "../../../shared/ui/icons.ts";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { CallBar } from "./call-bar.tsx";
import { CallHeader } from "./call-header.tsx";
import { createBlockedSound } from "../tiles/blocked-sound.ts";
import { ChatAnnouncer } from "../chat/chat-announcer.tsx";
import { createFileSending, FileSendingArea } from "../chat/file-sending.tsx";
import { MoreItem } from "./more-menu.tsx";
import { MutedHint } from "../devices/muted-hint.tsx";
import { createPushToTalk } from "../devices/push-to-talk.ts";
import { Knocks } from "../people/knocks.tsx";
import type { Panel } from "./panel.ts";
import { MediaTrouble } from "../devices/media-trouble-notice.tsx";
import { OwnShare } from "../share/own-share.tsx";
import { Participants } from "../people/participants.tsx";
import { CaptionItems } from "../captions/caption-items.tsx";
import { RecordItem } from "../recording/record-item.tsx";
import { RecordingStrip } from "../recording/recording-strip.tsx";
import { RoomWarnings } from "../room/room-warnings.tsx";
import { MeshLimit } from "../statistics/mesh-limit.tsx";
import { createStage } from "../layout/create-stage.ts";
import { TileSpace } from "../layout/tile-space.tsx";
import { HandOffer } from "../layout/hand-offer.tsx";
import type { ShownTile } from "../layout/shown-tiles.ts";
import type { TileRef } from "../layout/tile-ref.ts";
import { createPip } from "../pip/create-pip.ts";
import { pipTile } from "../pip/pip-tile.ts";
import { PipWindow } from "../pip/pip-window.tsx";
import { createShortcuts } from "../shortcuts/create-shortcuts.ts";
import { shortcutActs } from "../shortcuts/shortcut-acts.ts";
import { type CallDialog, CallDialogs } from "./call-dialogs.tsx";
import { createFullScreen } from "./full-screen.ts";
import { LayoutItems } from "../layout/layout-items.tsx";
import "./in-call.css";

// Not before it is asked for: it is a quarter of what the bar and the tiles need.
const DeviceDialog = lazy(async () => {
  const { DeviceDialog: loaded } = await import("../devices/device-dialog.tsx");
  return { default: loaded };
});

const ConnectionDialog = lazy(async () => {
  const { ConnectionDialog: loaded } = await import("../connection/connection-dialog.tsx");
  return { default: loaded };
});

const ChatPanel = lazy(async () => {
  const { ChatPanel: loaded } = await import("../chat/chat-panel.tsx");
  return { default: loaded };
});

const StatisticsPanel = lazy(async () => {
  const { StatisticsPanel: loaded } = await import("../statistics/statistics-panel.tsx");
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
  const [showsConnection, setShowsConnection] = createSignal(false);
  const needsConnection = createMemo<boolean>((was) => was || showsConnection(), false);
  const needsDevices = createMemo<boolean>((was) => was || showsDevices(), false);
  const sending = createFileSending();
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
    if (panel() === null) return;
    setPanel(null);
    opener?.focus();
  };
  const pip = createPip();
  const fullScreen = createFullScreen();
  const [dialog, setDialog] = createSignal<CallDialog | null>(null);
  const small = (): TileRef | null => pipTile(stage.large(), stage.tiles(), stage.speaker());
  const elsewhere = (): ShownTile | null => {
    const tile = small();
    return pip.window() === null || tile === null ? null : { tile, ...pip.size(), isVisible: true };
  };
  createShortcuts({
    singleKeys: () => props.view.preferences.singleKeys,
    act: shortcutActs({
      view: () => props.view,
      actions: props.actions,
      stage,
      fullScreen,
      togglePanel,
      closePanel,
      showShortcuts: () => setDialog("shortcuts"),
    }),
  });
  // Otherwise the page would stay as far down as the lobby was scrolled.
  onMount(() => window.scrollTo(0, 0));
  const isServerGone = (): boolean => {
    const at = props.view.stage;
    return at.stage === "in-call" && at.server === "gone";
  };
  return (
    <div class="call-room" classList={{ "call-room-panel": panel() !== null }}>
      <CallHeader
        view={props.view}
        onCopyLink={() => props.actions.copyLink()}
        onShowLink={() => setDialog("link")}
      />
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
            onAdmitAll={() => props.actions.admitAll()}
            onRefuse={(peerId) => props.actions.refuseKnock(peerId)}
            onDismiss={(peerId) => props.actions.dismissKnock(peerId)}
          />
          <Show when={props.view.room}>
            {(room) => (
              <RoomWarnings
                room={room()}
                isUrgentOnly
                onChange={(change) => props.actions.changeList(change)}
              />
            )}
          </Show>
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
          <RecordingStrip view={props.view} onStop={() => props.actions.stopRecording()} />
          <MeshLimit limit={props.view.mesh.limit} />
          <HandOffer view={props.view} onLower={() => props.actions.raiseHand(false)} />
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
          elsewhere={elsewhere()}
          onTileSizes={(sizes) => props.actions.showSizes(sizes)}
          onConfirm={(peerId) => props.actions.confirmIdentity(peerId)}
          onSoundBlocked={sound.report}
          onStatistics={() => togglePanel("statistics")}
        />
      </main>
      <Switch>
        <Match when={panel() === "chat"}>
          <Suspense>
            <ChatPanel
              view={props.view}
              actions={props.actions}
              onChooseFiles={sending.choose}
              onFiles={sending.take}
              onClose={closePanel}
            />
          </Suspense>
        </Match>
        <Match when={panel() === "statistics"}>
          <Suspense>
            <StatisticsPanel view={props.view} actions={props.actions} onClose={closePanel} />
          </Suspense>
        </Match>
        <Match when={panel() === "people"}>
          <Participants view={props.view} actions={props.actions} onClose={closePanel} />
        </Match>
      </Switch>
      <CallBar
        view={props.view}
        actions={props.actions}
        panel={panel()}
        onPanel={togglePanel}
        more={(close) => (
          <>
            <LayoutItems
              stage={stage}
              fullScreen={fullScreen}
              pip={pip}
              onShortcuts={() => setDialog("shortcuts")}
              onReact={(reaction) => props.actions.react(reaction)}
              onClose={close}
            />
            <MoreItem
              label={t("backdropTitle")}
              icon={pictureIcon}
              onClick={() => {
                close();
                setDialog("backdrop");
              }}
            />
            <CaptionItems captions={props.view.captions} actions={props.actions} onClose={close} />
            <RecordItem recording={props.view.recording} actions={props.actions} onClose={close} />
            <MoreItem
              label={t("statsTitle")}
              icon={statisticsIcon}
              onClick={() => {
                close();
                togglePanel("statistics");
              }}
            />
            <MoreItem
              label={t("connectionTitle")}
              icon={linkIcon}
              onClick={() => {
                close();
                setShowsConnection(true);
              }}
            />
          </>
        )}
        onDevices={() => setShowsDevices(true)}
        onSendFile={sending.choose}
      />
      <ChatAnnouncer view={props.view} />
      <FileSendingArea
        sending={sending}
        view={props.view}
        actions={props.actions}
        onSent={() => setPanel("chat")}
      />
      <PipWindow pip={pip} view={props.view} actions={props.actions} tile={small()} />
      <CallDialogs
        open={dialog()}
        view={props.view}
        actions={props.actions}
        onClose={() => setDialog(null)}
      />
      <MutedHint media={props.view.media} />
      <Show when={needsConnection()}>
        <Suspense>
          <ConnectionDialog
            open={showsConnection()}
            view={props.view}
            actions={props.actions}
            onClose={() => setShowsConnection(false)}
          />
        </Suspense>
      </Show>
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
