// Gives an identity another name.

import { createSignal, type JSX } from "solid-js";
import { nameMaxLength } from "../../../protocol/limits.ts";
import type { AppErrorCode } from "../../shared/errors.ts";
import { errorTextKey } from "../../shared/error-text.ts";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { TextField } from "../../shared/ui/text-field.tsx";
import { createTask } from "./create-task.ts";

export interface RenameFormProps {
  readonly name: string;
  readonly onRename: (name: string) => Promise<AppErrorCode | null>;
  /** Renamed or left as it was. */
  readonly onDone: () => void;
}

export function RenameForm(props: RenameFormProps): JSX.Element {
  // The name as it was when the form opened.
  const [name, setName] = createSignal(props.name);
  const task = createTask((): Promise<AppErrorCode | null> => {
    const typed = name().trim();
    return typed === "" ? Promise.resolve("wallet/name-empty") : props.onRename(typed);
  });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await task.run()) props.onDone();
  };
  const error = (): string | undefined => {
    const code = task.problem();
    return code === null ? undefined : t(errorTextKey(code));
  };
  return (
    <form class="popup-form" noValidate onSubmit={submit}>
      <TextField
        label={t("popupName")}
        error={error()}
        value={name()}
        maxLength={nameMaxLength}
        onInput={setName}
        ref={(element) => queueMicrotask(() => element.select())}
      />
      <div class="popup-buttons">
        <Button variant="primary" type="submit" busy={task.isBusy()}>
          {t("popupSave")}
        </Button>
        <Button onClick={() => props.onDone()}>{t("uiCancel")}</Button>
      </div>
    </form>
  );
}
