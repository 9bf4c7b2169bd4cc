// A person's name that leads to who this is.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { VisuallyHidden } from "../../../shared/ui/visually-hidden.tsx";
import type { PeerView } from "../../call-view.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import { useOpenPerson } from "./open-person.ts";
import "./person-button.css";

export interface PersonButtonProps {
  readonly peer: Pick<PeerView, "peerId" | "keyId" | "knownName" | "claimedName">;
  readonly claimIsTaken: boolean;
}

export function PersonButton(props: PersonButtonProps): JSX.Element {
  const open = useOpenPerson();
  return (
    <button
      type="button"
      class="call-person-open"
      aria-haspopup="dialog"
      onClick={() => open(props.peer.peerId, "facts")}
    >
      <PersonNameText peer={props.peer} claimIsTaken={props.claimIsTaken} />
      <VisuallyHidden>: {t("personTitle")}</VisuallyHidden>
    </button>
  );
}

/** On the tile of a key that is new: said once, quietly, beside what it is about. */
export function CompareOffer(props: { readonly peerId: string }): JSX.Element {
  const open = useOpenPerson();
  return (
    <button
      type="button"
      class="call-compare-offer"
      aria-haspopup="dialog"
      onClick={() => open(props.peerId, "compare")}
    >
      {t("compareOffer")}
    </button>
  );
}
