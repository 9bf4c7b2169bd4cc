// What stands behind the person in the own picture, with that picture beside it.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choice } from "../../../shared/ui/choice.tsx";
import { DoneDialog } from "../frame/done-dialog.tsx";
import { pictureIcon } from "../../../shared/ui/icons.ts";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { StreamVideo } from "../tiles/stream-video.tsx";
import "./backdrop-dialog.css";

export interface BackdropDialogProps {
  readonly open: boolean;
  readonly view: Pick<CallView, "backdrop" | "media">;
  readonly actions: Pick<CallActions, "chooseBackdrop" | "choosePicture">;
  readonly onClose: () => void;
}

export function BackdropDialog(props: BackdropDialogProps): JSX.Element {
  let input: HTMLInputElement | undefined;
  const options = () => [
    { value: "none" as const, label: t("backdropNone") },
    { value: "blur" as const, label: t("backdropBlur") },
    ...(props.view.backdrop.hasPicture
      ? [{ value: "picture" as const, label: t("backdropPicture") }]
      : []),
  ];
  return (
    <DoneDialog open={props.open} title={t("backdropTitle")} onClose={() => props.onClose()}>
      <div class="call-backdrop">
        <Show when={props.view.media.preview}>
          {(preview) => (
            <div class="call-backdrop-picture">
              <StreamVideo stream={preview()} showsPicture isOwn />
            </div>
          )}
        </Show>
        <Choice
          label={t("backdropLabel")}
          look="segments"
          options={options()}
          value={props.view.backdrop.choice}
          onChange={(choice) => props.actions.chooseBackdrop(choice)}
        />
        <div>
          <input
            type="file"
            accept="image/*"
            hidden
            aria-hidden="true"
            ref={(element) => (input = element)}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) props.actions.choosePicture(file);
              // So that the same file again is a change.
              event.currentTarget.value = "";
            }}
          />
          <Button icon={pictureIcon} onClick={() => input?.click()}>
            {t("backdropChoose")}
          </Button>
        </div>
        <div role="status">
          <Show when={props.view.backdrop.isStarting}>{t("backdropStarting")}</Show>
        </div>
        <Show when={props.view.backdrop.isPictureBad}>
          <Notice kind="error">{t("backdropPictureBad")}</Notice>
        </Show>
        <p class="call-backdrop-hint">{t("backdropHint")}</p>
      </div>
    </DoneDialog>
  );
}
