// A file by picker or by drop. The native control stays, out of sight, so that keyboards and screen
// readers find it.

import { createSignal, onCleanup, onMount, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Icon } from "../../shared/ui/icon.tsx";
import { importIcon } from "../../shared/ui/icons.ts";
import "./file-picker.css";

export interface FilePickerProps {
  /** Name of the file chosen last. */
  readonly chosen: string | null;
  readonly onChoose: (file: File) => void;
}

export function FilePicker(props: FilePickerProps): JSX.Element {
  const [isOver, setOver] = createSignal(false);
  const over = (event: DragEvent): void => {
    // Anywhere on the page: a file dropped beside the mark would be opened in place of the page.
    event.preventDefault();
    setOver(true);
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) setOver(false);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) props.onChoose(file);
  };
  onMount(() => {
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
  });
  onCleanup(() => {
    document.removeEventListener("dragover", over);
    document.removeEventListener("dragleave", leave);
    document.removeEventListener("drop", drop);
  });
  return (
    <label class="popup-file" classList={{ "popup-file-over": isOver() }}>
      <input
        type="file"
        aria-label={t("popupKeyFile")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) props.onChoose(file);
          // So that choosing the same file again, after it was corrected, is a change.
          event.currentTarget.value = "";
        }}
      />
      <Icon icon={importIcon} size={24} />
      <span class="popup-file-title">{props.chosen ?? t("popupFileChoose")}</span>
      <span class="popup-small popup-quiet">{t("popupFileDrop")}</span>
    </label>
  );
}
