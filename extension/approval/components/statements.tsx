// The very texts that will be signed, whole.

import { For, Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import "./statements.css";

export function Statements(props: { readonly statements: readonly string[] }): JSX.Element {
  return (
    <section class="approval-statements" aria-labelledby="approval-statements">
      <h2 id="approval-statements">{t("approvalExactly")}</h2>
      <For each={props.statements}>
        {(statement, index) => (
          <>
            <Show when={props.statements.length > 1}>
              <h3>{t("approvalTextOf", index() + 1, props.statements.length)}</h3>
            </Show>
            <pre tabindex="0" dir="ltr" translate="no">
              {statement}
            </pre>
          </>
        )}
      </For>
    </section>
  );
}
