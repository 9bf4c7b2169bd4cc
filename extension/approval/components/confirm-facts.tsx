// A fresh proof in plain words.

import { Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import type { ApprovalView } from "../../shared/approval.ts";
import { KeyLine } from "../../shared/ui/key-line.tsx";
import type { ConfirmDescription } from "../describe.ts";
import { Fact } from "./fact.tsx";

export interface ConfirmFactsProps {
  readonly about: ConfirmDescription;
  readonly view: ApprovalView;
}

export function ConfirmFacts(props: ConfirmFactsProps): JSX.Element {
  return (
    <dl class="approval-facts">
      <Fact term="approvalAskedBy">
        <KeyLine keyId={props.about.askedBy} name={props.view.askerName ?? undefined} size={40} />
        <Show when={props.view.askerName === null && props.about.askedByName !== ""}>
          <p class="approval-claim">{t("approvalClaim", props.about.askedByName)}</p>
        </Show>
      </Fact>
      <Fact term="approvalAs">
        <KeyLine keyId={props.about.key} name={props.view.identity.name} size={40} short />
      </Fact>
      <Fact term="approvalRoom">
        <code title={props.about.room}>{props.about.room.slice(0, 12)}…</code>{" "}
        {t("approvalOnServer", props.about.server.replace(/^\w+:\/\//, ""))}
      </Fact>
      <Fact term="approvalMeans">{t("approvalConfirmMeans")}</Fact>
    </dl>
  );
}
