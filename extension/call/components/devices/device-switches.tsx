// How the microphone is treated, and what the call tells by sound.

import { For, type JSX } from "solid-js";
import { type MessageKey, t } from "../../../shared/i18n.ts";
import type { CallActions, OwnMediaView } from "../../call-view.ts";
import type { Habit, SoundProcessing } from "../../media/device-habits.ts";
import { Toggle } from "./toggle.tsx";

const processing: readonly (readonly [keyof SoundProcessing, MessageKey])[] = [
  ["echoCancellation", "deviceEcho"],
  ["noiseSuppression", "deviceNoise"],
  ["autoGainControl", "deviceGain"],
];
const habits: readonly (readonly [Habit, MessageKey, MessageKey])[] = [
  ["pushToTalk", "devicePushToTalk", "devicePushToTalkText"],
  ["mutedHint", "deviceMutedHint", "deviceMutedHintText"],
  ["comingSounds", "deviceComingSounds", "deviceComingSoundsText"],
];

export interface DeviceSwitchesProps {
  readonly media: OwnMediaView;
  readonly onProcessing: CallActions["setProcessing"];
  readonly onHabit: CallActions["setHabit"];
}

export function DeviceSwitches(props: DeviceSwitchesProps): JSX.Element {
  return (
    <>
      <fieldset class="call-device-switches">
        <legend>{t("deviceProcessing")}</legend>
        <For each={processing}>
          {([name, label]) => (
            <Toggle
              label={t(label)}
              isOn={props.media.processing[name]}
              onChange={(isOn) => props.onProcessing(name, isOn)}
            />
          )}
        </For>
      </fieldset>
      <fieldset class="call-device-switches">
        <legend>{t("deviceInCall")}</legend>
        <For each={habits}>
          {([habit, label, hint]) => (
            <Toggle
              label={t(label)}
              hint={t(hint)}
              isOn={props.media.habits[habit]}
              onChange={(isOn) => props.onHabit(habit, isOn)}
            />
          )}
        </For>
      </fieldset>
    </>
  );
}
