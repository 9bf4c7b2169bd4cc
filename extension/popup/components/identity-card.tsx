// An identity shown large: its picture, its whole id, and what can be done with it.

import { Show, type JSX } from "solid-js";
import { openSshLine } from "../../../protocol/public-key.ts";
import type { Identity } from "../../shared/identity.ts";
import { t } from "../../shared/i18n.ts";
import { CopyButton } from "../../shared/ui/copy-button.tsx";
import { KeyId } from "../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../shared/ui/key-picture.tsx";
import "./identity-card.css";

export interface IdentityCardProps {
  readonly identity: Identity;
  /** Just made or imported: says what to do next. */
  readonly isFresh?: boolean | undefined;
  /** Further buttons. */
  readonly actions?: JSX.Element;
}

const dates = new Intl.DateTimeFormat(t("uiLanguage"), { dateStyle: "medium" });

export function IdentityCard(props: IdentityCardProps): JSX.Element {
  const born = (): string =>
    t(
      props.identity.origin === "generated" ? "popupGeneratedOn" : "popupImportedOn",
      dates.format(props.identity.createdAtMs),
    );
  return (
    <div class="popup-card">
      <div class="popup-card-picture">
        <KeyPicture keyId={props.identity.keyId} size={104} layout="wide" />
      </div>
      <div class="popup-card-words">
        <strong class="popup-card-name" dir="auto">
          {props.identity.name}
        </strong>
        <KeyId keyId={props.identity.keyId} />
        <p class="popup-quiet popup-small">{props.isFresh ? t("popupFreshText") : born()}</p>
      </div>
      <div class="popup-buttons">
        <CopyButton
          label={t("popupCopyPublicKey")}
          text={openSshLine(props.identity.publicKey, props.identity.name)}
        />
        <Show when={props.actions}>{props.actions}</Show>
      </div>
    </div>
  );
}
