// After the call: why it ended, and the way back.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { problemText, type ProblemText } from "../words/problem-text.ts";
import { ProblemQuote } from "./problem-notice.tsx";
import { say } from "../words/say.ts";
import { serverName } from "../words/server-name.ts";
import { StageHeading } from "./stage-heading.tsx";

export interface LeftProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

export function Left(props: LeftProps): JSX.Element {
  const text = (): ProblemText | null => {
    const { stage } = props.view;
    if (stage.stage !== "left" || stage.problem === null) return null;
    return problemText(stage.problem, serverName(props.view.server));
  };
  return (
    <main class="call-center">
      <div class="call-left">
        <Show
          when={text()}
          fallback={
            <>
              <StageHeading>{t("callLeft")}</StageHeading>
              <p>{t("callLeftText")}</p>
            </>
          }
        >
          {(shown) => (
            <>
              <StageHeading>{say(shown().heading)}</StageHeading>
              <p>{say(shown().sentence)}</p>
              <p>{say(shown().next)}</p>
              <ProblemQuote quote={shown().quote} />
            </>
          )}
        </Show>
        <div>
          <Button variant="primary" onClick={() => props.actions.backToLobby()}>
            {t("callBackToLobby")}
          </Button>
        </div>
      </div>
    </main>
  );
}
