// Switching camera, microphone and speaker in the call.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import type { CallActions, OwnMediaView } from "../../call-view.ts";
import { DeviceChoices } from "./device-choices.tsx";
import { LevelMeter } from "./level-meter.tsx";

export interface DeviceDialogProps {
  readonly open: boolean;
  readonly media: OwnMediaView;
  readonly onChoose: CallActions["chooseDevice"];
  readonly onClose: () => void;
}

export function DeviceDialog(props: DeviceDialogProps): JSX.Element {
  return (
    <Dialog
      open={props.open}
      title={t("callDevices")}
      onClose={() => props.onClose()}
      actions={
        <Button variant="primary" onClick={() => props.onClose()}>
          {t("callDevicesDone")}
        </Button>
      }
    >
      <Show when={props.open}>
        <div class="call-device-dialog">
          <DeviceChoices media={props.media} onChoose={props.onChoose} />
          <LevelMeter level={props.media.microphone === "on" ? props.media.level : 0} />
        </div>
      </Show>
    </Dialog>
  );
}
