// Makes a key: all it needs is a name.

import { createSignal, Show, type JSX } from "solid-js";
import { nameMaxLength } from "../../../protocol/limits.ts";
import type { AppErrorCode } from "../../shared/errors.ts";
import { errorTextKey } from "../../shared/error-text.ts";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { TextField } from "../../shared/ui/text-field.tsx";
import { createTask } from "./create-task.ts";

export interface GenerateFormProps {
  readonly onGenerate: (name: string) => Promise<AppErrorCode | null>;
  readonly onDone?: (() => void) | undefined;
  readonly onCancel?: (() => void) | undefined;
  /** Further buttons beside the one that generates. */
  readonly actions?: JSX.Element;
  readonly focus?: boolean | undefined;
}

export function GenerateForm(props: GenerateFormProps): JSX.Element {
  const [name, setName] = createSignal("");
  let field: HTMLInputElement | undefined;
  const task = createTask((): Promise<AppErrorCode | null> => {
    const typed = name().trim();
    return typed === "" ? Promise.resolve("wallet/name-empty") : props.onGenerate(typed);
  });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await task.run()) props.onDone?.();
    else field?.focus();
  };
  const error = (): string | undefined => {
    const code = task.problem();
    return code === null ? undefined : t(errorTextKey(code));
  };
  return (
    <form class="popup-form" noValidate onSubmit={submit}>
      <TextField
        label={t("popupName")}
        hint={t("popupNameHint")}
        error={error()}
        value={name()}
        maxLength={nameMaxLength}
        onInput={(value) => {
          setName(value);
          task.forget();
        }}
        ref={(element) => {
          field = element;
          if (props.focus) queueMicrotask(() => element.focus());
        }}
      />
      <div class="popup-buttons">
        <Button variant="primary" type="submit" busy={task.isBusy()}>
          {t("popupGenerate")}
        </Button>
        {props.actions}
        <Show when={props.onCancel}>
          {(onCancel) => <Button onClick={() => onCancel()()}>{t("uiCancel")}</Button>}
        </Show>
      </div>
    </form>
  );
}
