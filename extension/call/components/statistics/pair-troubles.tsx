// Who cannot hear or see whom, for people who wonder why one of them does not answer another.

import { createMemo, For, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallView } from "../../call-view.ts";
import { say } from "../words/say.ts";
import { pairTroubleText } from "./pair-trouble-text.ts";
import "./pair-troubles.css";

export function PairTroubles(props: { readonly view: CallView }): JSX.Element {
  const told = createMemo(() =>
    props.view.mesh.troubles.flatMap((trouble) => {
      const text = pairTroubleText(trouble, props.view.peers);
      return text === null ? [] : [text];
    }),
  );
  return (
    <Show when={told().length > 0}>
      <ul class="call-pairs" aria-label={t("pairTitle")}>
        <For each={told()}>
          {({ what, whoSays }) => (
            <li>
              <strong>{say(what)}</strong> {t("pairRepairing")} <span>{say(whoSays)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
