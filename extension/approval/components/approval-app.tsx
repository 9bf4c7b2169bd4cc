// Chooses what the window shows.

import { Match, Switch, type JSX } from "solid-js";
import { errorTextKeys } from "../../shared/error-text.ts";
import { t } from "../../shared/i18n.ts";
import type { ApprovalStore } from "../approval-store.ts";
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
    return shown.page === "asking" ? shown : null;
  };
  const overText = (): string | null => {
    const shown = page();
    if (shown.page === "failed") return t(errorTextKeys[shown.problem]);
    if (shown.page === "nothing") return t("approvalNothingText");
    if (shown.page !== "ended") return null;
    return t(shown.why === "expired" ? "approvalExpiredText" : "approvalInterruptedText");
  };
  const overTitle = (): string => {
    const shown = page();
    if (shown.page === "ended" && shown.why === "expired") return t("approvalExpired");
    return t(shown.page === "ended" ? "approvalInterrupted" : "approvalNothing");
  };
  return (
    <Switch fallback={<main class="approval" aria-busy="true" />}>
      <Match when={asking()}>
        {(shown) => <Asking page={shown()} store={props.store} focus={props.focus} />}
      </Match>
      <Match when={overText()}>
        {(text) => (
          <Over title={overTitle()} text={text()} onClose={() => props.store.actions.leave()} />
        )}
      </Match>
    </Switch>
  );
}
