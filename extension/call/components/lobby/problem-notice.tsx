// Why the last try did not lead into the call, and what to do about it.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { retryIcon } from "../../../shared/ui/icons.ts";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallProblem } from "../../call-view.ts";
import { problemText } from "../words/problem-text.ts";
import { say } from "../words/say.ts";

export interface ProblemNoticeProps {
  readonly problem: CallProblem;
  readonly server: string;
  readonly onRetry: () => void;
}

export function ProblemNotice(props: ProblemNoticeProps): JSX.Element {
  const text = (): ReturnType<typeof problemText> => problemText(props.problem, props.server);
  return (
    <Notice
      kind={text().isAlarm ? "error" : "warning"}
      title={say(text().heading)}
      actions={
        <Show when={text().canRetry}>
          <Button icon={retryIcon} onClick={() => props.onRetry()}>
            {t("problemTryAgain")}
          </Button>
        </Show>
      }
    >
      <p>{say(text().sentence)}</p>
      <p>{say(text().next)}</p>
      <ProblemQuote quote={text().quote} />
    </Notice>
  );
}

/** Words of the server or of a check, set apart because they are not ours. */
export function ProblemQuote(props: { readonly quote: string }): JSX.Element {
  return (
    <Show when={props.quote !== ""}>
      <p class="call-quote">
        {t("problemDetail")} <q dir="auto">{props.quote}</q>
      </p>
    </Show>
  );
}
