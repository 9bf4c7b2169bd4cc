// Reactions of one person, over their picture for a few seconds.

import { For, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { VisuallyHidden } from "../../../shared/ui/visually-hidden.tsx";
import type { CallView } from "../../call-view.ts";
import { createById } from "../tiles/create-by-id.ts";
import { reactionSigns } from "./reaction-signs.ts";
import "./reactions.css";

export interface ShownReactionsProps {
  readonly reactions: CallView["reactions"];
  /** Peer id; null for one's own. */
  readonly from: string | null;
}

export function ShownReactions(props: ShownReactionsProps): JSX.Element {
  const { ids, item } = createById(
    () => props.reactions.filter(({ from }) => from === props.from),
    ({ id }) => id,
  );
  return (
    <div class="call-shown-reactions">
      <For each={ids()}>
        {(id) => {
          const { icon, word } = reactionSigns[item(id)().reaction];
          return (
            <span class="call-shown-reaction">
              <Icon icon={icon} size={24} />
              <VisuallyHidden>{t(word)}</VisuallyHidden>
            </span>
          );
        }}
      </For>
    </div>
  );
}
