// The screen that somebody shares, beside their camera. Whole, never cut: letters run to the edges.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { StateWord } from "../../../shared/ui/state-word.tsx";
import type { PeerView } from "../../call-view.ts";
import { StreamVideo } from "../tiles/stream-video.tsx";
import { Tile } from "../tiles/tile.tsx";
import { PersonNameText } from "../words/person-name-text.tsx";
import { personName } from "../words/person-name.ts";
import "./screen-tile.css";

export interface ScreenTileProps {
  readonly peer: PeerView;
  readonly claimIsTaken: boolean;
  readonly speakerId: string;
  readonly onSoundBlocked: (play: () => Promise<void>) => void;
  readonly over?: JSX.Element;
}

export function ScreenTile(props: ScreenTileProps): JSX.Element {
  return (
    <Tile
      label={t("shareOf", personName(props.peer).text)}
      keyId={props.peer.keyId}
      look={props.peer.knownName === null ? "unknown" : "known"}
      name={<PersonNameText peer={props.peer} claimIsTaken={props.claimIsTaken} />}
      states={<StateWord tone="neutral">{t("shareWord")}</StateWord>}
      video={
        <div class="call-screen">
          <StreamVideo
            stream={props.peer.screen}
            showsPicture={props.peer.screen !== null}
            speakerId={props.speakerId}
            onSoundBlocked={(play) => props.onSoundBlocked(play)}
          />
        </div>
      }
      instead={null}
      over={props.over}
      audioLevel={0}
    />
  );
}
