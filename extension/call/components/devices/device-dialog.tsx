// Camera, microphone and speaker in the call: which, and how.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { DoneDialog } from "../frame/done-dialog.tsx";
import type { CallActions, OwnMediaView } from "../../call-view.ts";
import { DeviceChoices } from "./device-choices.tsx";
import { DeviceSwitches } from "./device-switches.tsx";
import { LevelMeter } from "./level-meter.tsx";
import "./device-dialog.css";

export interface DeviceDialogProps {
  readonly open: boolean;
  readonly media: OwnMediaView;
  readonly actions: Pick<
    CallActions,
    "chooseDevice" | "pickSpeaker" | "playTestSound" | "setProcessing" | "setHabit"
  >;
  readonly onClose: () => void;
}

export function DeviceDialog(props: DeviceDialogProps): JSX.Element {
  return (
    <DoneDialog open={props.open} title={t("callDevices")} onClose={() => props.onClose()}>
      <div class="call-device-dialog">
        <DeviceChoices
          media={props.media}
          onChoose={(kind, deviceId) => props.actions.chooseDevice(kind, deviceId)}
          onPickSpeaker={() => props.actions.pickSpeaker()}
          onTestSound={() => props.actions.playTestSound()}
        />
        <LevelMeter level={props.media.level} />
        <DeviceSwitches
          media={props.media}
          onProcessing={(name, isOn) => props.actions.setProcessing(name, isOn)}
          onHabit={(habit, isOn) => props.actions.setHabit(habit, isOn)}
        />
      </div>
    </DoneDialog>
  );
}
