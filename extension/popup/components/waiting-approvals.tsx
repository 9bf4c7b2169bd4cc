// What waits for the person's yes or no. Interrupted requests stay until they are dismissed, so
// that nothing vanishes silently.

import { Show, type JSX } from "solid-js";
import type { ApprovalSummary } from "../../shared/approval.ts";
import { t, type MessageKey } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Countdown } from "../../shared/ui/countdown.tsx";
import { createNow } from "../../shared/ui/create-now.ts";
import type { PopupActions } from "../popup-store.ts";
import { hostOf } from "../server-input.ts";
import { createTask } from "./create-task.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { Rows } from "./rows.tsx";
import "./waiting-approvals.css";

export interface WaitingApprovalsProps {
  readonly approvals: readonly ApprovalSummary[];
  readonly actions: PopupActions;
}

export function WaitingApprovals(props: WaitingApprovalsProps): JSX.Element {
  const now = createNow();
  const waiting = (): number =>
    props.approvals.filter(({ state }) => state !== "interrupted").length;
  const show = createTask(() => props.actions.showApprovals());
  const dismiss = createTask((id: string) => props.actions.dismissApproval(id));
  return (
    <section class="popup-section popup-approvals">
      <h2 id="popup-approvals">
        {t("popupApprovals")}{" "}
        <Show when={waiting() > 0}>
          <span class="popup-count">{waiting()}</span>
        </Show>
      </h2>
      <ul class="popup-list" aria-label={t("popupApprovals")}>
        <Rows items={props.approvals} by={({ id }) => id}>
          {(approval) => (
            <li class="popup-item popup-approval">
              <div class="popup-approval-words">
                <strong>{t(titleOf(approval()))}</strong>
                <span class="popup-small">
                  {t("popupApprovalOf", approval().identityName, hostOf(approval().server))}
                </span>
                <Show
                  when={approval().state !== "interrupted"}
                  fallback={<span class="popup-small">{t("popupInterrupted")}</span>}
                >
                  <Countdown
                    startsAt={approval().askedAtMs}
                    endsAt={approval().diesAtMs}
                    now={now()}
                  />
                </Show>
              </div>
              <Show
                when={approval().state !== "interrupted"}
                fallback={
                  <Button busy={dismiss.isBusy()} onClick={() => dismiss.run(approval().id)}>
                    {t("popupDismiss")}
                  </Button>
                }
              >
                <Button variant="primary" busy={show.isBusy()} onClick={() => show.run()}>
                  {t("popupShow")}
                </Button>
              </Show>
            </li>
          )}
        </Rows>
      </ul>
      <ProblemNotice code={show.problem() ?? dismiss.problem()} />
    </section>
  );
}

function titleOf({ kind, createsRoom }: ApprovalSummary): MessageKey {
  if (kind === "confirm") return "popupApprovalConfirm";
  if (kind === "list") return "popupApprovalList";
  return createsRoom ? "popupApprovalCreate" : "popupApprovalJoin";
}
