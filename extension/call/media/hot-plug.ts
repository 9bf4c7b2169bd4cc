import type { DeviceFacts } from "./media.ts";

/** Something was plugged in: what it can be used as. A headset is a microphone and a speaker. */
export interface DeviceOffer {
  /** The device's own name, for this screen only. */
  readonly label: string;
  readonly camera: string | null;
  readonly microphone: string | null;
  readonly speaker: string | null;
}

const labelMaxLength = 60;

/** Real devices that are in `after` and not in `before`, one offer for each thing plugged in. */
export function offersFor(
  before: readonly DeviceFacts[],
  after: readonly DeviceFacts[],
): readonly DeviceOffer[] {
  const known = new Set(before.filter(isReal).map(idOf));
  // Where nothing had a name before, a permission was given and nothing plugged in.
  const wasTold = (kind: MediaDeviceKind): boolean => {
    const ofKind = before.filter((device) => device.kind === kind);
    return ofKind.length === 0 || ofKind.some(({ label }) => label !== "");
  };
  const fresh = after.filter(
    (device) =>
      isReal(device) && device.label !== "" && !known.has(idOf(device)) && wasTold(device.kind),
  );
  const groups = new Map<string, DeviceFacts[]>();
  for (const device of fresh) {
    const group = device.groupId || idOf(device);
    groups.set(group, [...(groups.get(group) ?? []), device]);
  }
  return [...groups.values()].map((devices) => {
    const id = (kind: MediaDeviceKind): string | null =>
      devices.find((device) => device.kind === kind)?.deviceId ?? null;
    return {
      label: shownLabel(devices[0]?.label ?? ""),
      camera: id("videoinput"),
      microphone: id("audioinput"),
      speaker: id("audiooutput"),
    };
  });
}

/** Chromium lists the system's choice again under names of its own. */
export function isReal({ deviceId }: DeviceFacts): boolean {
  return deviceId !== "" && deviceId !== "default" && deviceId !== "communications";
}

/** Without the numbers of maker and model that Chromium adds, and not without end. */
export function shownLabel(label: string): string {
  return label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/i, "").slice(0, labelMaxLength);
}

function idOf({ kind, deviceId }: DeviceFacts): string {
  return `${kind} ${deviceId}`;
}
