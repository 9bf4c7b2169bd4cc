// The first thing a person sees: what this is, and the two ways to a key.

import type { JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { importIcon } from "../../shared/ui/icons.ts";
import { KeyPicture } from "../../shared/ui/key-picture.tsx";
import type { PopupActions } from "../popup-store.ts";
import { GenerateForm } from "./generate-form.tsx";
import { PageHead } from "./page-head.tsx";
import "./welcome.css";

// Nobody's key: the id is the SHA-256 of nothing.
const exampleKeyId = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

export function Welcome(props: { readonly actions: PopupActions }): JSX.Element {
  return (
    <>
      <PageHead title={t("popupWelcomeTitle")} />
      <div class="popup-welcome-picture">
        <KeyPicture keyId={exampleKeyId} size={112} layout="wide" />
      </div>
      <p>{t("popupWelcomeText")}</p>
      <p class="popup-quiet">{t("popupWelcomeNext")}</p>
      <GenerateForm
        onGenerate={(name) => props.actions.generate(name)}
        actions={
          <Button icon={importIcon} onClick={() => props.actions.openImport()}>
            {t("popupImport")}
          </Button>
        }
      />
    </>
  );
}
