// Who wants to speak, the longest waiting first.

import { For, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { handIcon } from "../../../shared/ui/icons.ts";
import type { CallView, PeerView } from "../../call-view.ts";
import { knownNames } from "../words/known-names.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import { claimIsTaken } from "../words/person-name.ts";
import "./raised-hands.css";

export function RaisedHands(props: {
  readonly view: Pick<CallView, "hands" | "peers" | "identities" | "proof">;
}): JSX.Element {
  const waiting = (): readonly PeerView[] =>
    props.view.hands.raised.flatMap((id) => props.view.peers.filter(({ peerId }) => peerId === id));
  return (
    <Show when={waiting().length > 0}>
      <section class="call-hands" aria-label={t("callHands")}>
        <h3 class="call-hands-title">
          <Icon icon={handIcon} size={18} />
          {t("callHands")}
        </h3>
        <ol>
          <For each={waiting()}>
            {(peer) => (
              <li>
                <PersonNameText
                  peer={peer}
                  claimIsTaken={claimIsTaken(peer, knownNames(props.view))}
                />
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}
