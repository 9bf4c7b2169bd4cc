import type { ShareSuits } from "../call-view.ts";

/** What the browser does to a voice before it is sent. */
export interface SoundProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** How this person uses their devices: kept in this browser, told to nobody. No device's name. */
export interface DeviceHabits {
  /** Empty for the system's default, as everywhere. */
  readonly cameraId: string;
  readonly microphoneId: string;
  readonly speakerId: string;
  /** By microphone id: a headset needs no echo cancellation, the laptop does. */
  readonly processing: Readonly<Record<string, SoundProcessing>>;
  readonly shareSuits: ShareSuits;
  readonly pushToTalk: boolean;
  readonly mutedHint: boolean;
  readonly comingSounds: boolean;
}

/** What is a switch of its own. */
export type Habit = "pushToTalk" | "mutedHint" | "comingSounds";

export interface HabitStore {
  readonly read: () => DeviceHabits;
  readonly write: (habits: DeviceHabits) => void;
}

export const allProcessing: SoundProcessing = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const firstHabits: DeviceHabits = {
  cameraId: "",
  microphoneId: "",
  speakerId: "",
  processing: {},
  shareSuits: "text",
  pushToTalk: true,
  mutedHint: true,
  comingSounds: true,
};

const storageKey = "latchkey/devices";
const microphonesMax = 32;

/** Habits in the extension page's own storage, which no web page can read. */
export function storedHabits(storage: Pick<Storage, "getItem" | "setItem">): HabitStore {
  return {
    read: () => {
      try {
        return parseHabits(JSON.parse(storage.getItem(storageKey) ?? "{}"));
      } catch {
        return firstHabits;
      }
    },
    write: (habits) => {
      const processing = Object.fromEntries(
        Object.entries(habits.processing).slice(-microphonesMax),
      );
      try {
        storage.setItem(storageKey, JSON.stringify({ ...habits, processing }));
      } catch {
        // A full or forbidden storage: then it is asked again next time.
      }
    },
  };
}

function parseHabits(value: unknown): DeviceHabits {
  const fields = fieldsOf(value);
  const id = (name: keyof DeviceHabits): string => {
    const text = fields[name];
    return typeof text === "string" ? text : "";
  };
  const processing = Object.entries(fieldsOf(fields["processing"])).map(
    ([deviceId, wanted]) => [deviceId, parseProcessing(fieldsOf(wanted))] as const,
  );
  return {
    cameraId: id("cameraId"),
    microphoneId: id("microphoneId"),
    speakerId: id("speakerId"),
    processing: Object.fromEntries(processing),
    shareSuits: fields["shareSuits"] === "motion" ? "motion" : "text",
    pushToTalk: fields["pushToTalk"] !== false,
    mutedHint: fields["mutedHint"] !== false,
    comingSounds: fields["comingSounds"] !== false,
  };
}

function parseProcessing(fields: Readonly<Record<string, unknown>>): SoundProcessing {
  return {
    echoCancellation: fields["echoCancellation"] !== false,
    noiseSuppression: fields["noiseSuppression"] !== false,
    autoGainControl: fields["autoGainControl"] !== false,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
