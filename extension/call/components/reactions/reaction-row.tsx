// The reactions to choose from, in a row.

import { For, type JSX } from "solid-js";
import { reactions, type Reaction } from "../../../../protocol/channel/reaction.ts";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { reactionSigns } from "./reaction-signs.ts";
import "./reactions.css";

export function ReactionRow(props: {
  readonly onReact: (reaction: Reaction) => void;
}): JSX.Element {
  return (
    <div class="call-reactions" role="group" aria-label={t("callReactions")}>
      <For each={reactions}>
        {(reaction) => (
          <button
            type="button"
            class="call-reaction-button"
            aria-label={t(reactionSigns[reaction].word)}
            title={t(reactionSigns[reaction].word)}
            onClick={() => props.onReact(reaction)}
          >
            <Icon icon={reactionSigns[reaction].icon} size={22} />
          </button>
        )}
      </For>
    </div>
  );
}
