// One request: what it is about in plain words, the very text, and yes or no.

import { createEffect, createMemo, on, Show, type JSX } from "solid-js";
import { errorTextKey } from "../../shared/error-text.ts";
import { t, tn, type MessageKey } from "../../shared/i18n.ts";
import { Countdown } from "../../shared/ui/countdown.tsx";
import { createNow } from "../../shared/ui/create-now.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import type { ApprovalPage, ApprovalStore } from "../approval-store.ts";
import { type ApprovalWindowFocus, createArming } from "../arming.ts";
import { describe } from "../describe.ts";
import { requestName } from "../request-name.ts";
import { ConfirmFacts } from "./confirm-facts.tsx";
import { Decision } from "./decision.tsx";
import { JoinFacts } from "./join-facts.tsx";
import { ListFacts } from "./list-facts.tsx";
import { Statements } from "./statements.tsx";

export interface AskingProps {
  readonly page: Extract<ApprovalPage, { page: "asking" }>;
  readonly store: ApprovalStore;
  readonly focus: ApprovalWindowFocus;
}

export function Asking(props: AskingProps): JSX.Element {
  const now = createNow();
  const view = () => props.page.view;
  const name = createMemo(() => requestName(view()));
  const description = createMemo(() => describe(view()));
  const join = () => {
    const found = description();
    return found?.kind === "join" ? found : null;
  };
  const confirm = () => {
    const found = description();
    return found?.kind === "confirm" ? found : null;
  };
  const list = () => {
    const found = description();
    return found?.kind === "list" ? found : null;
  };
  // What cannot be described is never armed, nor what is being decided.
  const armable = () => (description() === null || props.page.isDeciding ? null : name());
  const arming = createArming(props.focus, armable, (approved) => {
    if (approved === name()) void props.store.actions.approve(view());
  });
  createEffect(() => {
    if (now() >= view().diesAtMs) props.store.actions.expire();
  });
  const title = () => t(titleOf(view().ask));
  createEffect(() => {
    document.title = t("approvalTitle", title());
  });
  let body!: HTMLDivElement;
  createEffect(on(name, () => body.scrollTo(0, 0)));
  return (
    <main class="approval">
      <header class="approval-head">
        <h1>{title()}</h1>
        <Countdown startsAt={view().askedAtMs} endsAt={view().diesAtMs} now={now()} />
        <Show when={view().waiting > 1}>
          <p class="approval-more">{tn("approvalMore", view().waiting - 1)}</p>
        </Show>
      </header>
      <div class="approval-body" ref={body}>
        <Show when={props.page.replaced}>
          <Notice kind="info">{t("approvalReplaced")}</Notice>
        </Show>
        <Show when={props.page.problem}>
          {(code) => <Notice kind="error">{t(errorTextKey(code()))}</Notice>}
        </Show>
        <Show when={description() === null}>
          <Notice kind="error">{t("approvalDiffers")}</Notice>
        </Show>
        <Show when={join()}>
          {(found) => <JoinFacts about={found()} view={view()} nowMs={view().askedAtMs} />}
        </Show>
        <Show when={confirm()}>{(found) => <ConfirmFacts about={found()} view={view()} />}</Show>
        <Show when={list()}>
          {(found) => <ListFacts about={found()} view={view()} nowMs={view().askedAtMs} />}
        </Show>
        <Statements statements={view().statements} />
      </div>
      <Decision
        request={name()}
        arming={arming}
        isDeciding={props.page.isDeciding}
        canApprove={description() !== null}
        onDeny={() => props.store.actions.deny(view())}
      />
    </main>
  );
}

function titleOf(ask: AskingProps["page"]["view"]["ask"]): MessageKey {
  if (ask.kind === "confirm") return "approvalConfirm";
  if (ask.kind === "list") return "approvalList";
  return ask.createsRoom ? "approvalCreate" : "approvalJoin";
}
