// Chooses what the window shows.

import { Show, type JSX } from "solid-js";
import { errorTextKey } from "../../shared/error-text.ts";
import { t, type MessageKey } from "../../shared/i18n.ts";
import type { ApprovalPage, ApprovalStore } from "../approval-store.ts";
import type { ApprovalWindowFocus } from "../arming.ts";
import { Asking } from "./asking.tsx";
import { Over } from "./over.tsx";
import "./approval-app.css";

export interface ApprovalAppProps {
  readonly store: ApprovalStore;
  readonly focus: ApprovalWindowFocus;
}

export function ApprovalApp(props: ApprovalAppProps): JSX.Element {
  const page = () => props.store.page();
  const asking = () => {
    const shown = page();
    return shown.page === "asking" && shown;
  };
  return (
    <Show
      when={asking()}
      fallback={
        <Show when={textsOf(page())} fallback={<main class="approval" aria-busy="true" />}>
          {(texts) => (
            <Over
              title={t(texts().title)}
              text={t(texts().text)}
              onClose={() => props.store.actions.leave()}
            />
          )}
        </Show>
      }
    >
      {(shown) => <Asking page={shown()} store={props.store} focus={props.focus} />}
    </Show>
  );
}

/** Null while there is something to decide, or nothing is known yet. */
function textsOf(page: ApprovalPage): { title: MessageKey; text: MessageKey } | null {
  switch (page.page) {
    case "failed":
      return { title: "approvalNothing", text: errorTextKey(page.problem) };
    case "nothing":
      return { title: "approvalNothing", text: "approvalNothingText" };
    case "ended":
      return page.why === "expired"
        ? { title: "approvalExpired", text: "approvalExpiredText" }
        : { title: "approvalInterrupted", text: "approvalInterruptedText" };
    case "asking":
    case "loading":
      return null;
  }
}
