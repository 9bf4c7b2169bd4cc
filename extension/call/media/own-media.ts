import type { DeviceChoice, MediaState, OwnMediaView } from "../call-view.ts";
import type { MediaSlot } from "../peers/peer-link.ts";
import type { Media, MediaKind } from "./media.ts";
import { createScreenShare, type ScreenShare } from "./screen-share.ts";

/** The person's own camera and microphone: what is on, why not, and the tracks to send. */
export interface OwnMedia {
  readonly view: () => OwnMediaView;
  /** Null where it is off or muted: then nothing is sent, not even silence. */
  readonly track: (slot: MediaSlot) => MediaStreamTrack | null;
  readonly share: ScreenShare;
  readonly set: (kind: MediaKind, on: boolean) => Promise<void>;
  readonly choose: (kind: MediaKind | "speaker", deviceId: string) => Promise<void>;
  /** What is wanted now: for the next time in the lobby. */
  readonly wishes: () => Wishes;
  /** Asks for whatever is wanted and not there: at first, and again after it failed. */
  readonly retry: () => Promise<void>;
  /** Every track ends, every light goes out. */
  readonly stop: () => void;
}

export interface OwnMediaEvents {
  readonly changed: () => void;
  readonly trackChanged: (slot: MediaSlot) => void;
}

interface Source {
  wanted: boolean;
  state: MediaState;
  deviceId: string;
  track: MediaStreamTrack | null;
  /** Grows with every change of mind: a slow getUserMedia must not bring back what was turned off. */
  turn: number;
}

/** What the person wants of a device, whether or not it can be had. */
interface Wish {
  readonly wanted: boolean;
  readonly deviceId: string;
}
export type Wishes = Readonly<Record<MediaKind, Wish>> & { readonly speakerId: string };

const kinds = ["microphone", "camera"] as const;
const firstWish: Wish = { wanted: true, deviceId: "" };
export const firstWishes: Wishes = { camera: firstWish, microphone: firstWish, speakerId: "" };

export function createOwnMedia(media: Media, wishes: Wishes, events: OwnMediaEvents): OwnMedia {
  const sources: Record<MediaKind, Source> = {
    camera: newSource(wishes.camera),
    microphone: newSource(wishes.microphone),
  };
  let devices: readonly MediaDeviceInfo[] = [];
  let { speakerId } = wishes;
  let level = 0;
  let preview: MediaStream | null = null;
  let stopMeter = (): void => undefined;
  let isStopped = false;

  const share = createScreenShare(media, "text", {
    changed: events.changed,
    tracksChanged: () => {
      events.trackChanged("screen");
      events.trackChanged("screen-audio");
    },
  });

  const refreshDevices = async (): Promise<void> => {
    devices = await media.devices().catch(() => []);
    events.changed();
  };
  const forgetListener = media.onDevicesChanged(() => void refreshDevices());

  const release = (kind: MediaKind): void => {
    const source = sources[kind];
    source.track?.stop();
    source.track = null;
    if (kind === "camera") preview = null;
    if (kind === "microphone") {
      stopMeter();
      stopMeter = () => undefined;
      level = 0;
    }
  };

  const adopt = (kind: MediaKind, track: MediaStreamTrack): void => {
    sources[kind].track = track;
    sources[kind].state = "on";
    // Unplugged, or taken by the system: say so instead of sending a frozen picture.
    track.addEventListener("ended", () => {
      if (sources[kind].track !== track) return;
      release(kind);
      sources[kind].state = "missing";
      events.trackChanged(kind);
      events.changed();
    });
    if (kind === "camera") preview = new MediaStream([track]);
    else {
      stopMeter = media.meter(track, (value) => {
        level = value;
        events.changed();
      });
    }
  };

  const open = async (kind: MediaKind): Promise<void> => {
    const source = sources[kind];
    const turn = ++source.turn;
    release(kind);
    source.state = "starting";
    events.changed();
    try {
      const track = await media.open(kind, source.deviceId);
      if (turn !== source.turn || isStopped) return track.stop();
      adopt(kind, track);
    } catch (error) {
      if (turn !== source.turn) return;
      source.state = stateOf(error);
    }
    events.trackChanged(kind);
    events.changed();
    // Labels are only told once a permission was given.
    await refreshDevices();
  };

  const set = async (kind: MediaKind, on: boolean): Promise<void> => {
    const source = sources[kind];
    source.wanted = on;
    if (on) return open(kind);
    source.turn++;
    release(kind);
    source.state = "off";
    events.trackChanged(kind);
    events.changed();
  };

  return {
    view: () => ({
      camera: sources.camera.state,
      microphone: sources.microphone.state,
      cameraId: sources.camera.deviceId,
      microphoneId: sources.microphone.deviceId,
      speakerId,
      cameras: choices(devices, "videoinput"),
      microphones: choices(devices, "audioinput"),
      speakers: choices(devices, "audiooutput"),
      preview,
      level,
    }),
    track: (slot) => {
      if (slot === "screen") return share.picture();
      return slot === "screen-audio" ? share.sound() : sources[slot].track;
    },
    share,
    set,
    choose: async (kind, deviceId) => {
      if (kind === "speaker") {
        speakerId = deviceId;
        return events.changed();
      }
      sources[kind].deviceId = deviceId;
      if (sources[kind].wanted) await open(kind);
      else events.changed();
    },
    wishes: () => ({ ...sources, speakerId }),
    retry: async () => {
      const missing = kinds.filter((kind) => sources[kind].wanted && sources[kind].track === null);
      await Promise.all(missing.map(open));
    },
    stop: () => {
      isStopped = true;
      forgetListener();
      share.stop();
      for (const kind of kinds) {
        sources[kind].turn++;
        sources[kind].state = "off";
        release(kind);
      }
    },
  };
}

function newSource({ wanted, deviceId }: Wish): Source {
  return { wanted, state: "off", deviceId, track: null, turn: 0 };
}

function stateOf(error: unknown): MediaState {
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

function choices(devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceChoice[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== "")
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
