// Who stands at the door: their key, what they call themselves, and whether they hold the link.

import { For, Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { KeyLine } from "../../shared/ui/key-line.tsx";
import type { CallActions, KnockView } from "../call-view.ts";
import "./knocks.css";

export interface KnocksProps {
  readonly knocks: readonly KnockView[];
  readonly actions: CallActions;
}

export function Knocks(props: KnocksProps): JSX.Element {
  return (
    <Show when={props.knocks.length > 0}>
      <section class="call-knocks" aria-labelledby="knocks-heading">
        <h2 class="call-heading" id="knocks-heading">
          {t("callKnocks")}
        </h2>
        <ul class="call-knocks-list">
          <For each={props.knocks}>
            {(knock) => (
              <li>
                <KeyLine
                  keyId={knock.keyId}
                  name={knock.knownName ?? undefined}
                  state={
                    knock.knownName === null
                      ? { text: t("callStateNew"), tone: "warning" }
                      : { text: t("callStateKnown"), tone: "good" }
                  }
                  actions={
                    <>
                      <Button variant="primary" onClick={() => props.actions.admit(knock.peerId)}>
                        {t("callKnockAdmit")}
                      </Button>
                      <Button onClick={() => props.actions.dismissKnock(knock.peerId)}>
                        {t("callKnockDismiss")}
                      </Button>
                    </>
                  }
                />
                <Show when={knock.claimedName !== ""}>
                  <p class="call-knock-fact">{t("callClaim", knock.claimedName)}</p>
                </Show>
                <p class="call-knock-fact">
                  {t(knock.holdsLink ? "callKnockHoldsLink" : "callKnockNoLink")}
                </p>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
