import type { DeviceChoice } from "../../call-view.ts";
import { type Message, message } from "../words/message.ts";

export interface DeviceOption {
  readonly value: string;
  readonly label: string | Message;
}

/**
 * What a device choice offers, never empty. Browsers list no labels before permission is given,
 * Chromium lists the system's default as a device of its own, others do not; and the chosen device
 * may have been unplugged.
 */
export function deviceOptions(
  devices: readonly DeviceChoice[],
  chosen: string,
): { readonly options: readonly DeviceOption[]; readonly value: string } {
  if (devices.length === 0) {
    return { options: [{ value: "", label: message("lobbyDeviceNone") }], value: "" };
  }
  const listed: DeviceOption[] = devices.map(({ deviceId, label }, index) => ({
    value: deviceId,
    label: label === "" ? message("lobbyDeviceNameless", index + 1) : label,
  }));
  const standard = devices.find(({ deviceId }) => deviceId === "default" || deviceId === "");
  if (!standard) listed.unshift({ value: "", label: message("lobbyDeviceDefault") });
  if (chosen === "") return { options: listed, value: standard?.deviceId ?? "" };
  if (listed.some(({ value }) => value === chosen)) return { options: listed, value: chosen };
  return {
    options: [...listed, { value: chosen, label: message("lobbyDeviceGone") }],
    value: chosen,
  };
}
