// In the menu: begins to record the call, or ends it.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { recordIcon, stopRecordIcon } from "../../../shared/ui/icons.ts";
import type { CallActions } from "../../call-view.ts";
import type { RecordingView } from "../../recording/recording-view.ts";
import { MoreItem } from "../frame/more-menu.tsx";

export interface RecordItemProps {
  readonly recording: RecordingView;
  readonly actions: Pick<CallActions, "startRecording" | "stopRecording">;
  readonly onClose: () => void;
}

export function RecordItem(props: RecordItemProps): JSX.Element {
  const isOff = (): boolean => props.recording.mine === "off";
  return (
    <Show when={props.recording.isPossible && props.recording.mine !== "saving"}>
      <MoreItem
        label={isOff() ? t("recordingStart") : t("recordingStop")}
        icon={isOff() ? recordIcon : stopRecordIcon}
        onClick={() => {
          if (isOff()) props.actions.startRecording();
          else props.actions.stopRecording();
          props.onClose();
        }}
      />
    </Show>
  );
}
