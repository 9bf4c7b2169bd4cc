// What goes to and comes from everybody, in figures. They are asked for only while this is open.

import { For, onCleanup, onMount, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import { StateWord, type StateTone } from "../../../shared/ui/state-word.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import type { Quality } from "../../mesh/quality.ts";
import { panelIds } from "../frame/panel.ts";
import { SidePanel } from "../frame/side-panel.tsx";
import { createById } from "../tiles/create-by-id.ts";
import { knownNames } from "../words/known-names.ts";
import { claimIsTaken } from "../words/person-name.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import { say } from "../words/say.ts";
import { createFigureWords } from "./figure-words.ts";
import { PeerStatistics } from "./peer-statistics.tsx";
import { qualityText } from "./quality-text.ts";
import "./statistics.css";

export interface StatisticsPanelProps {
  readonly view: CallView;
  readonly actions: Pick<CallActions, "watchStatistics">;
  readonly onClose: () => void;
}

const tones: Record<Quality["level"], StateTone> = {
  good: "good",
  fair: "warning",
  poor: "danger",
};

export function StatisticsPanel(props: StatisticsPanelProps): JSX.Element {
  onMount(() => props.actions.watchStatistics(true));
  onCleanup(() => props.actions.watchStatistics(false));
  const words = createFigureWords(t("uiLanguage"));
  const { ids, item } = createById(
    () => props.view.peers,
    ({ peerId }) => peerId,
  );
  return (
    <SidePanel id={panelIds.statistics} title={t("statsTitle")} onClose={() => props.onClose()}>
      <Show
        when={props.view.peers.length > 0}
        fallback={<p class="call-figures-none">{t("callNobodyElse")}</p>}
      >
        <ul class="call-statistics">
          <For each={ids()}>
            {(id) => {
              const peer = item(id);
              return (
                <li>
                  <div class="call-statistics-who">
                    <KeyPicture keyId={peer().keyId} size={28} />
                    <PersonNameText
                      peer={peer()}
                      claimIsTaken={claimIsTaken(peer(), knownNames(props.view))}
                    />
                  </div>
                  <Show when={props.view.mesh.quality[id]}>
                    {(quality) => (
                      <StateWord tone={tones[quality().level]}>
                        {say(qualityText(quality()))}
                      </StateWord>
                    )}
                  </Show>
                  <Show
                    when={props.view.mesh.statistics?.[id]}
                    fallback={<p class="call-figures-none">{t("statsWaiting")}</p>}
                  >
                    {(history) => <PeerStatistics history={history()} words={words} />}
                  </Show>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
    </SidePanel>
  );
}
