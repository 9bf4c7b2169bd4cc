// Which camera, microphone and speaker.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { speakerIcon } from "../../../shared/ui/icons.ts";
import { Select } from "../../../shared/ui/select.tsx";
import type { CallActions, DeviceChoice, OwnMediaView } from "../../call-view.ts";
import { deviceOptions } from "./device-options.ts";
import { say } from "../words/say.ts";
import "./device-choices.css";

export interface DeviceChoicesProps {
  readonly media: OwnMediaView;
  readonly onChoose: CallActions["chooseDevice"];
  readonly onPickSpeaker: () => void;
  readonly onTestSound: () => void;
}

export function DeviceChoices(props: DeviceChoicesProps): JSX.Element {
  return (
    <div class="call-devices">
      <DeviceSelect
        label={t("lobbyCamera")}
        devices={props.media.cameras}
        chosen={props.media.cameraId}
        onChoose={(deviceId) => props.onChoose("camera", deviceId)}
      />
      <DeviceSelect
        label={t("lobbyMicrophone")}
        devices={props.media.microphones}
        chosen={props.media.microphoneId}
        onChoose={(deviceId) => props.onChoose("microphone", deviceId)}
      />
      <div class="call-devices-speaker">
        <Show
          when={props.media.speakers.length > 0}
          fallback={
            <Select
              label={t("lobbySpeaker")}
              options={[{ value: "", label: t("lobbyDeviceDefault") }]}
              value=""
              onChange={() => undefined}
              disabled
              hint={props.media.canPickSpeaker ? undefined : t("lobbySpeakerFixed")}
            />
          }
        >
          <DeviceSelect
            label={t("lobbySpeaker")}
            devices={props.media.speakers}
            chosen={props.media.speakerId}
            onChoose={(deviceId) => props.onChoose("speaker", deviceId)}
          />
        </Show>
        <Show when={props.media.canPickSpeaker}>
          <Button onClick={() => props.onPickSpeaker()}>{t("devicePickSpeaker")}</Button>
        </Show>
        <Button icon={speakerIcon} onClick={() => props.onTestSound()}>
          {t("deviceTestSound")}
        </Button>
      </div>
    </div>
  );
}

interface DeviceSelectProps {
  readonly label: string;
  readonly devices: readonly DeviceChoice[];
  readonly chosen: string;
  readonly onChoose: (deviceId: string) => void;
}

function DeviceSelect(props: DeviceSelectProps): JSX.Element {
  const offered = (): ReturnType<typeof deviceOptions> =>
    deviceOptions(props.devices, props.chosen);
  return (
    <Select
      label={props.label}
      options={offered().options.map(({ value, label }) => ({
        value,
        label: typeof label === "string" ? label : say(label),
      }))}
      value={offered().value}
      onChange={(deviceId) => props.onChoose(deviceId)}
      disabled={props.devices.length === 0}
    />
  );
}
