// One peer. A known key shows the name I gave it; an unknown one only what it says of itself, in
// quotes and with a dashed frame, so that the two never look alike.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { confirmIcon, microphoneOffIcon } from "../../../shared/ui/icons.ts";
import { VisuallyHidden } from "../../../shared/ui/visually-hidden.tsx";
import type { PeerView } from "../../call-view.ts";
import { PeerStateWords } from "../words/peer-state-words.tsx";
import { peerTrouble } from "../words/peer-state.ts";
import { CompareOffer, PersonButton } from "../proof/person-button.tsx";
import type { Quality } from "../../mesh/quality.ts";
import { QualityBadge } from "../statistics/quality-badge.tsx";
import { RecordingSign } from "../recording/recording-sign.tsx";
import { personName } from "../words/person-name.ts";
import { say } from "../words/say.ts";
import { StreamVideo } from "./stream-video.tsx";
import { Tile } from "./tile.tsx";

export interface PeerTileProps {
  readonly peer: PeerView;
  readonly claimIsTaken: boolean;
  readonly speakerId: string;
  readonly onConfirm: () => void;
  readonly onSoundBlocked: (play: () => Promise<void>) => void;
  readonly over?: JSX.Element;
  readonly isRecording?: boolean | undefined;
  readonly quality?: Quality | undefined;
  readonly onStatistics?: (() => void) | undefined;
}

export function PeerTile(props: PeerTileProps): JSX.Element {
  const isMet = (): boolean => props.peer.link === "bound" && !props.peer.isHeld;
  const showsPicture = (): boolean => props.peer.link === "bound" && props.peer.sends.camera;
  const look = (): "refused" | "unknown" | "known" => {
    if (props.peer.link === "refused") return "refused";
    return props.peer.knownName === null ? "unknown" : "known";
  };
  const instead = (): string | null => {
    const trouble = peerTrouble(props.peer);
    return trouble && say(trouble);
  };
  return (
    <Tile
      label={personName(props.peer).text}
      keyId={props.peer.keyId}
      look={look()}
      name={<PersonButton peer={props.peer} claimIsTaken={props.claimIsTaken} />}
      states={
        <>
          <PeerStateWords peer={props.peer} claimIsTaken={props.claimIsTaken} />
          <Show when={isMet() && props.peer.knownName === null}>
            <CompareOffer peerId={props.peer.peerId} />
          </Show>
          <Show when={props.isRecording}>
            <RecordingSign />
          </Show>
          <Show when={props.peer.link === "bound" && !props.peer.sends.microphone}>
            <MicrophoneOff />
          </Show>
          <Show when={props.peer.link === "bound" && props.quality}>
            {(quality) => (
              <QualityBadge quality={quality()} onOpen={() => props.onStatistics?.()} />
            )}
          </Show>
        </>
      }
      video={
        <StreamVideo
          stream={props.peer.stream}
          showsPicture={showsPicture()}
          speakerId={props.speakerId}
          onSoundBlocked={(play) => props.onSoundBlocked(play)}
        />
      }
      instead={instead()}
      over={props.over}
      audioLevel={props.peer.link === "bound" ? props.peer.audioLevel : 0}
      action={
        <Show when={isMet()}>
          <button
            type="button"
            class="lk-button lk-button-quiet call-confirm"
            title={t("callConfirm")}
            aria-disabled={props.peer.confirming === "asked" ? "true" : undefined}
            aria-busy={props.peer.confirming === "asked" ? "true" : undefined}
            onClick={() => {
              if (props.peer.confirming !== "asked") props.onConfirm();
            }}
          >
            <Show when={props.peer.confirming === "asked"} fallback={<Icon icon={confirmIcon} />}>
              <span class="lk-spinner" aria-hidden="true" />
            </Show>
            <span class="call-confirm-word">{t("callConfirm")}</span>
          </button>
        </Show>
      }
    />
  );
}

/** On a tile: this microphone sends nothing. */
export function MicrophoneOff(): JSX.Element {
  return (
    <span class="call-tile-muted" title={t("callMicrophoneOff")}>
      <Icon icon={microphoneOffIcon} size={16} />
      <VisuallyHidden>{t("callMicrophoneOff")}</VisuallyHidden>
    </span>
  );
}
