// A key from a file or from the clipboard. Its text is handed to the wallet and forgotten here.

import { createSignal, Show, type JSX } from "solid-js";
import { nameMaxLength } from "../../../protocol/limits.ts";
import type { AppErrorCode } from "../../shared/errors.ts";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextField } from "../../shared/ui/text-field.tsx";
import { nameOfFile, readKeyFile } from "../key-file/read-key-file.ts";
import type { PopupStore } from "../popup-store.ts";
import { createTask } from "./create-task.ts";
import { FilePicker } from "./file-picker.tsx";
import { ImportedKey } from "./imported-key.tsx";
import { PageHead } from "./page-head.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

export function ImportKey(props: { readonly store: PopupStore }): JSX.Element {
  const actions = () => props.store.actions;
  const imported = () =>
    props.store.state.identities.find(({ keyId }) => keyId === props.store.state.freshKey);
  return (
    <>
      <PageHead title={t("popupImport")} onBack={() => actions().go("home")} />
      <Show
        when={imported()}
        fallback={<ImportForm onImport={(...typed) => actions().importKey(...typed)} />}
      >
        {(identity) => <ImportedKey identity={identity()} actions={actions()} />}
      </Show>
    </>
  );
}

interface ImportFormProps {
  readonly onImport: (
    name: string,
    text: string,
    passphrase: string,
  ) => Promise<AppErrorCode | null>;
}

function ImportForm(props: ImportFormProps): JSX.Element {
  const [name, setName] = createSignal("");
  const [pasted, setPasted] = createSignal("");
  const [file, setFile] = createSignal<File | null>(null);
  const [passphrase, setPassphrase] = createSignal("");
  const [isLocked, setLocked] = createSignal(false);
  let passphraseField: HTMLInputElement | undefined;
  const task = createTask(async (): Promise<AppErrorCode | null> => {
    const chosen = file();
    const read = chosen === null ? { text: pasted() } : await readKeyFile(chosen);
    if ("problem" in read) return read.problem;
    if (read.text.trim() === "") return "wallet/import-empty";
    if (name().trim() === "") return "wallet/name-empty";
    const problem = await props.onImport(name().trim(), read.text, passphrase());
    if (problem === "wallet/import-passphrase-needed") setLocked(true);
    if (problem !== null && isLocked()) passphraseField?.focus();
    if (problem === null) setPassphrase("");
    return problem;
  });
  /** Another file, another passphrase. */
  const forgetFile = (): void => {
    task.forget();
    setPassphrase("");
    setLocked(false);
  };
  const choose = (chosen: File): void => {
    forgetFile();
    setFile(chosen);
    setPasted("");
    if (name() === "") setName(nameOfFile(chosen.name));
  };
  const paste = (text: string): void => {
    forgetFile();
    setPasted(text);
    setFile(null);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    await task.run();
  };
  return (
    <form class="popup-form" noValidate onSubmit={submit}>
      <p class="popup-quiet">{t("popupImportText")}</p>
      <FilePicker chosen={file()?.name ?? null} onChoose={choose} />
      <TextArea label={t("popupImportPaste")} mono rows={5} value={pasted()} onInput={paste} />
      <Show when={isLocked()}>
        <TextField
          label={t("popupPassphrase")}
          hint={t("popupPassphraseHint")}
          type="password"
          value={passphrase()}
          onInput={(value) => {
            task.forget();
            setPassphrase(value);
          }}
          ref={(element) => (passphraseField = element)}
        />
      </Show>
      <TextField
        label={t("popupName")}
        hint={t("popupNameHint")}
        value={name()}
        maxLength={nameMaxLength}
        onInput={(value) => {
          task.forget();
          setName(value);
        }}
      />
      <ProblemNotice code={task.problem()} />
      <div class="popup-buttons">
        <Button variant="primary" type="submit" busy={task.isBusy()}>
          {t("popupImport")}
        </Button>
      </div>
    </form>
  );
}
