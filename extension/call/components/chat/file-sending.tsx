// From a choice, a drop or a paste to the question to whom: mounted as long as the call.

import { createMemo, createSignal, lazy, onCleanup, Show, Suspense, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallActions, CallView } from "../../call-view.ts";
import "./file-sending.css";

const SendFileDialog = lazy(async () => {
  const { SendFileDialog: loaded } = await import("./send-file-dialog.tsx");
  return { default: loaded };
});

export interface FileSending {
  /** What is about to be sent; empty while nothing is. */
  readonly files: () => readonly File[];
  readonly take: (files: readonly File[]) => void;
  /** Opens the browser's choice of files. */
  readonly choose: () => void;
  readonly offerChoice: (choose: () => void) => void;
}

export function createFileSending(): FileSending {
  const [files, setFiles] = createSignal<readonly File[]>([]);
  let choose = (): void => undefined;
  return {
    files,
    take: setFiles,
    choose: () => choose(),
    offerChoice: (open) => {
      choose = open;
    },
  };
}

export interface FileSendingProps {
  readonly sending: FileSending;
  readonly view: CallView;
  readonly actions: CallActions;
  /** The files are on their way, and shown there. */
  readonly onSent: () => void;
}

export function FileSendingArea(props: FileSendingProps): JSX.Element {
  const isAsking = (): boolean => props.sending.files().length > 0;
  // Stays once it was there, to give the focus back when it closes.
  const isNeeded = createMemo<boolean>((was) => was || isAsking(), false);
  const drop = createDrop((files) => props.sending.take(files));
  return (
    <>
      <input
        type="file"
        multiple
        hidden
        ref={(input) => props.sending.offerChoice(() => input.click())}
        onChange={({ currentTarget: input }) => {
          props.sending.take([...(input.files ?? [])]);
          // Or the same file could not be chosen again.
          input.value = "";
        }}
      />
      <Show when={drop.isOver()}>
        <div class="chat-drop" aria-hidden="true">
          <p>{t("fileDrop")}</p>
        </div>
      </Show>
      <Show when={isNeeded()}>
        <Suspense>
          <SendFileDialog
            files={props.sending.files()}
            view={props.view}
            onSend={(files, peerIds) => {
              props.sending.take([]);
              props.actions.sendFiles(files, peerIds);
              props.onSent();
            }}
            onClose={() => props.sending.take([])}
          />
        </Suspense>
      </Show>
    </>
  );
}

/** Files dropped anywhere on the page. Without this the browser would leave the call for them. */
function createDrop(onFiles: (files: readonly File[]) => void): { isOver: () => boolean } {
  const [isOver, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes("Files") === true;
  const onDragOver = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = (event: DragEvent): void => {
    // Null where the pointer leaves the page, and not one element for another.
    if (event.relatedTarget === null) setOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  document.addEventListener("dragover", onDragOver);
  document.addEventListener("dragleave", onDragLeave);
  document.addEventListener("drop", onDrop);
  onCleanup(() => {
    document.removeEventListener("dragover", onDragOver);
    document.removeEventListener("dragleave", onDragLeave);
    document.removeEventListener("drop", onDrop);
  });
  return { isOver };
}
