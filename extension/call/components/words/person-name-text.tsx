// A person's name in a tile or a list: mine for them in bold, theirs for themselves as a claim.

import { Match, Switch, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { PeerView } from "../../call-view.ts";
import { personName } from "./person-name.ts";
import "./person-name-text.css";

export interface PersonNameTextProps {
  readonly peer: Pick<PeerView, "keyId" | "knownName" | "claimedName">;
  /** The claim is a name that belongs to another key here. */
  readonly claimIsTaken: boolean;
}

export function PersonNameText(props: PersonNameTextProps): JSX.Element {
  const name = (): ReturnType<typeof personName> => personName(props.peer);
  return (
    <Switch>
      <Match when={name().from === "known"}>
        <strong class="call-name" dir="auto" title={name().text}>
          {name().text}
        </strong>
      </Match>
      <Match when={name().from === "claimed"}>
        <span
          class="call-name call-name-claim"
          classList={{ "call-name-taken": props.claimIsTaken }}
          title={t("callClaim", name().text)}
        >
          {t("callClaim", name().text)}
        </span>
      </Match>
      <Match when={name().from === "key"}>
        <span class="call-name call-name-claim">{t("callClaimNothing")}</span>
      </Match>
    </Switch>
  );
}
