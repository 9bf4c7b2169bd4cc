import type { MediaState } from "../call-view.ts";
import { isReal, shownLabel } from "./hot-plug.ts";
import type { DeviceFacts } from "./media.ts";

/** One camera or one microphone: open or not, and why not. */
export interface Capture {
  readonly state: () => MediaState;
  readonly isWanted: () => boolean;
  /** The device in use; empty for the system's default, also where the chosen one is away. */
  readonly deviceId: () => string;
  /** Also while it is not wanted, where `keepsOpen` says so. */
  readonly track: () => MediaStreamTrack | null;
  readonly set: (on: boolean) => Promise<void>;
  readonly choose: (deviceId: string) => Promise<void>;
  /** Anew, with the device closed in between: the same one cannot be had in two ways. */
  readonly reopen: () => Promise<void>;
  /** Closes what is open and not wanted. */
  readonly letGo: () => void;
  /** The system's list has changed. */
  readonly devicesChanged: (devices: readonly DeviceFacts[]) => Promise<void>;
  readonly stop: () => void;
}

export interface CaptureInput {
  readonly kind: MediaDeviceKind;
  readonly open: (deviceId: string) => Promise<MediaStreamTrack>;
  /** True: what is turned off stays open, and is only not sent. */
  readonly keepsOpen: () => boolean;
  readonly isWanted: boolean;
  readonly deviceId: string;
}

export interface CaptureEvents {
  /** State, or what is to be sent. */
  readonly changed: () => void;
  /** Names are told once a permission was given. */
  readonly opened: () => void;
  /** The device has ended by itself. */
  readonly ended: () => void;
  /** The chosen device went away and another is in use, or it is there again and in use. */
  readonly switched: (change: "device-gone" | "device-back", label: string) => void;
}

export function createCapture(input: CaptureInput, events: CaptureEvents): Capture {
  let isWanted = input.isWanted;
  let chosenId = input.deviceId;
  /** The chosen device is not there: the default stands in for it until it comes back. */
  let isAway = false;
  let track: MediaStreamTrack | null = null;
  let label = "";
  let trouble: MediaState | null = null;
  let isStarting = false;
  let isOver = false;
  /** It ended by itself, and was wanted: worth one attempt when the list is known. */
  let hasEnded = false;
  let seen = "";
  /** Grows with every change of mind: a slow device must not bring back what was turned off. */
  let turn = 0;

  const release = (): void => {
    track?.stop();
    track = null;
  };

  const adopt = (opened: MediaStreamTrack): void => {
    release();
    track = opened;
    label = shownLabel(opened.label);
    trouble = null;
    opened.addEventListener("ended", () => {
      if (track !== opened) return;
      track = null;
      trouble = "missing";
      hasEnded = isWanted;
      events.changed();
      events.ended();
    });
  };

  const request = async (mine: number): Promise<MediaStreamTrack> => {
    if (isAway || chosenId === "") return input.open("");
    try {
      return await input.open(chosenId);
    } catch (error) {
      if (troubleOf(error) !== "missing" || mine !== turn) throw error;
      isAway = true;
      return input.open("");
    }
  };

  const open = async (): Promise<void> => {
    if (isOver) return;
    const mine = ++turn;
    isStarting = true;
    hasEnded = false;
    events.changed();
    try {
      const opened = await request(mine);
      // Turned off meanwhile, or another one chosen.
      if (mine !== turn) return opened.stop();
      adopt(opened);
    } catch (error) {
      if (mine !== turn) return;
      release();
      trouble = troubleOf(error);
    }
    isStarting = false;
    events.changed();
    events.opened();
  };

  const comeBack = async (name: string): Promise<void> => {
    isAway = false;
    if (!isWanted && track === null) return;
    await open();
    if (track !== null && !isAway) events.switched("device-back", name);
  };
  const standIn = async (isChosenThere: boolean): Promise<void> => {
    const gone = label;
    isAway = chosenId !== "" && !isChosenThere;
    release();
    await open();
    if (track !== null && label !== gone) events.switched("device-gone", gone);
  };

  return {
    state: () => {
      if (!isWanted || isOver) return "off";
      if (isStarting) return "starting";
      return track === null ? (trouble ?? "off") : "on";
    },
    isWanted: () => isWanted,
    deviceId: () => (isAway ? "" : chosenId),
    track: () => track,
    set: async (on) => {
      isWanted = on;
      if (on && (track === null || isStarting)) return open();
      if (!on) {
        turn++;
        isStarting = false;
        if (!input.keepsOpen()) release();
      }
      events.changed();
    },
    choose: async (deviceId) => {
      chosenId = deviceId;
      isAway = false;
      // The one before goes on until the other is there.
      if (isWanted || track !== null) return open();
      events.changed();
    },
    reopen: async () => {
      const wasOpen = track !== null;
      release();
      if (isWanted || wasOpen) await open();
    },
    letGo: () => {
      if (isWanted) return;
      release();
      events.changed();
    },
    devicesChanged: async (devices) => {
      const mine = devices.filter(({ kind }) => kind === input.kind);
      const list = mine.map(({ deviceId }) => deviceId).join(" ");
      const isOther = list !== seen;
      seen = list;
      // Nothing is known of names and ids before a permission, or after it was taken back.
      if (!mine.some(({ deviceId }) => deviceId !== "")) {
        hasEnded = false;
        return;
      }
      const chosen = mine.find(({ deviceId }) => deviceId === chosenId);
      if (isAway && chosen !== undefined) return comeBack(shownLabel(chosen.label));
      const isGone =
        isReal({ kind: input.kind, deviceId: chosenId, groupId: "", label: "" }) &&
        chosen === undefined;
      if (hasEnded || (isGone && !isAway && track !== null)) return standIn(chosen !== undefined);
      if (isOther && isWanted && trouble === "missing" && !isStarting) return open();
    },
    stop: () => {
      turn++;
      isStarting = false;
      isOver = true;
      release();
    },
  };
}

function troubleOf(error: unknown): MediaState {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}
