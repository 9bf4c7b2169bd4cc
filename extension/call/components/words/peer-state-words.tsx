import { For, Show, type JSX } from "solid-js";
import { Icon } from "../../../shared/ui/icon.tsx";
import { checkIcon, confirmIcon } from "../../../shared/ui/icons.ts";
import { StateWord } from "../../../shared/ui/state-word.tsx";
import type { PeerView } from "../../call-view.ts";
import { peerStates } from "./peer-state.ts";
import { say } from "./say.ts";

const signs = { known: checkIcon, confirmed: confirmIcon, none: null } as const;

export interface PeerStateWordsProps {
  readonly peer: PeerView;
  readonly claimIsTaken: boolean;
}

/** What is known about a peer, as one or two words in colour. */
export function PeerStateWords(props: PeerStateWordsProps): JSX.Element {
  return (
    <For each={peerStates(props.peer, props.claimIsTaken)}>
      {(state) => (
        <StateWord tone={state.tone}>
          <Show when={signs[state.sign]}>{(icon) => <Icon icon={icon()} size={14} />}</Show>
          {say(state.text)}
        </StateWord>
      )}
    </For>
  );
}
