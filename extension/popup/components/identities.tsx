// The keys in the wallet, and the ways to more of them.

import { createSignal, Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { addIcon, importIcon } from "../../shared/ui/icons.ts";
import type { PopupStore } from "../popup-store.ts";
import { GenerateForm } from "./generate-form.tsx";
import { IdentityItem } from "./identity-item.tsx";
import { Rows } from "./rows.tsx";

export function Identities(props: { readonly store: PopupStore }): JSX.Element {
  const [isGenerating, setGenerating] = createSignal(false);
  let heading!: HTMLHeadingElement;
  return (
    <section class="popup-section">
      <h2 id="popup-identities" tabindex="-1" ref={heading}>
        {t("popupIdentities")}
      </h2>
      <ul class="popup-list popup-panel popup-identities" aria-labelledby="popup-identities">
        <Rows items={props.store.state.identities} by={({ keyId }) => keyId}>
          {(identity) => (
            <IdentityItem
              identity={identity()}
              isFresh={identity().keyId === props.store.state.freshKey}
              actions={props.store.actions}
              onRemoved={() => heading.focus()}
            />
          )}
        </Rows>
      </ul>
      <Show
        when={isGenerating()}
        fallback={
          <div class="popup-buttons popup-buttons-quiet">
            <Button variant="quiet" icon={addIcon} onClick={() => setGenerating(true)}>
              {t("popupGenerate")}
            </Button>
            <Button
              variant="quiet"
              icon={importIcon}
              onClick={() => props.store.actions.openImport()}
            >
              {t("popupImport")}
            </Button>
          </div>
        }
      >
        <GenerateForm
          focus
          onGenerate={(name) => props.store.actions.generate(name)}
          onDone={() => setGenerating(false)}
          onCancel={() => setGenerating(false)}
        />
      </Show>
    </section>
  );
}
