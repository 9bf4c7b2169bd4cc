// The key that came in, and what is left to do about the file it came from.

import type { JSX } from "solid-js";
import type { Identity } from "../../shared/identity.ts";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import type { PopupActions } from "../popup-store.ts";
import { IdentityCard } from "./identity-card.tsx";

export interface ImportedKeyProps {
  readonly identity: Identity;
  readonly actions: PopupActions;
}

export function ImportedKey(props: ImportedKeyProps): JSX.Element {
  return (
    <>
      <Notice kind="good" title={t("popupImportedTitle")}>
        {t("popupImportedText")}
      </Notice>
      <IdentityCard
        identity={props.identity}
        isFresh
        actions={
          <>
            <Button variant="quiet" onClick={() => props.actions.openImport()}>
              {t("popupImportAnother")}
            </Button>
            <Button variant="quiet" onClick={() => props.actions.go("home")}>
              {t("popupDone")}
            </Button>
          </>
        }
      />
    </>
  );
}
