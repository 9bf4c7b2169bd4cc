// On the way in: what is happening now, what the person can do, and the steps.

import { For, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { checkIcon } from "../../../shared/ui/icons.ts";
import { VisuallyHidden } from "../../../shared/ui/visually-hidden.tsx";
import { entrySteps, entryText, type EntryStage, type EntryStep } from "./entry-steps.ts";
import { say } from "../words/say.ts";
import { serverName } from "../words/server-name.ts";
import { StageHeading } from "./stage-heading.tsx";
import "./entry-progress.css";

export interface EntryProgressProps {
  readonly stage: EntryStage;
  readonly server: string;
  readonly onCancel: () => void;
  /** What can be done while waiting. */
  readonly children?: JSX.Element;
}

export function EntryProgress(props: EntryProgressProps): JSX.Element {
  const text = (): ReturnType<typeof entryText> => entryText(props.stage, serverName(props.server));
  return (
    <div class="call-entry">
      <StageHeading>{say(text().heading)}</StageHeading>
      <p role="status">{say(text().text)}</p>
      {props.children}
      <ol class="call-steps">
        <For each={entrySteps(props.stage.stage)}>
          {(step) => (
            <li
              class={`call-step call-step-${step.progress}`}
              aria-current={step.progress === "now" ? "step" : undefined}
            >
              <StepSign progress={step.progress} />
              <span>{say(step.text)}</span>
            </li>
          )}
        </For>
      </ol>
      <div>
        <Button onClick={() => props.onCancel()}>{t("callCancel")}</Button>
      </div>
    </div>
  );
}

function StepSign(props: { readonly progress: EntryStep["progress"] }): JSX.Element {
  switch (props.progress) {
    case "done":
      return (
        <>
          <Icon icon={checkIcon} size={16} />
          <VisuallyHidden>{t("callStepDone")} </VisuallyHidden>
        </>
      );
    case "now":
      return <span class="lk-spinner" aria-hidden="true" />;
    case "later":
      return <span class="call-step-dot" aria-hidden="true" />;
  }
}
