// One file on its way, with what can be done about it.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { closeIcon, errorIcon, fileIcon, goodIcon } from "../../../shared/ui/icons.ts";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { Person } from "../../features/feature.ts";
import { type FilesActions, type FileView, isOver } from "../../files/files-view.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import { say } from "../words/say.ts";
import { fileWords } from "./file-words.ts";
import { sizeWords } from "./size-words.ts";

export interface FileCardProps {
  readonly file: FileView;
  readonly actions: FilesActions;
  readonly claimIsTaken: (person: Person) => boolean;
}

const words = sizeWords(t("uiLanguage"));

export function FileCard(props: FileCardProps): JSX.Element {
  const file = (): FileView => props.file;
  const isMoving = (): boolean => /^(moving|lost|checking)$/.test(file().state);
  const isAsked = (): boolean => file().direction === "in" && file().state === "offered";
  const sign = () =>
    file().state === "done" ? goodIcon : file().state === "failed" ? errorIcon : fileIcon;
  return (
    <div class="chat-file" role="group" aria-label={file().name}>
      <div class="chat-by">
        <span>{t(file().direction === "in" ? "fileFrom" : "fileTo")}</span>
        <KeyPicture keyId={file().person.keyId} size={24} />
        <PersonNameText peer={file().person} claimIsTaken={props.claimIsTaken(file().person)} />
      </div>
      <div class={`chat-file-box chat-file-${file().state}`}>
        <Icon icon={sign()} />
        <div class="chat-file-text">
          <bdi class="chat-file-name">{file().name}</bdi>
          <span class="chat-file-size">{words.bytes(file().size)}</span>
          <Show when={isMoving()}>
            <progress
              class="chat-progress"
              aria-label={t("fileProgressOf", file().name)}
              max={file().size || 1}
              value={file().size ? file().moved : 1}
            />
          </Show>
          <p class="chat-file-state">{say(fileWords(file(), words))}</p>
        </div>
        <Show when={isOver(file().state)}>
          <IconButton
            label={t("fileDismiss")}
            icon={closeIcon}
            onClick={() => props.actions.dismissFile(file().id)}
          />
        </Show>
      </div>
      <div class="chat-file-actions">
        <Show when={isAsked()}>
          <Button variant="primary" onClick={() => props.actions.acceptFile(file().id)}>
            {t("fileAccept")}
          </Button>
          <Button onClick={() => props.actions.refuseFile(file().id)}>{t("fileRefuse")}</Button>
        </Show>
        <Show when={file().state === "moving" || file().state === "lost"}>
          <Button onClick={() => props.actions.pauseFile(file().id, !file().isPausedByMe)}>
            {file().isPausedByMe ? t("fileResume") : t("filePause")}
          </Button>
        </Show>
        <Show when={!isOver(file().state) && !isAsked()}>
          <Button onClick={() => props.actions.cancelFile(file().id)}>{t("uiCancel")}</Button>
        </Show>
        <Show when={file().canSave}>
          <Button onClick={() => props.actions.saveFile(file().id)}>{t("fileSaveAgain")}</Button>
        </Show>
      </div>
    </div>
  );
}
