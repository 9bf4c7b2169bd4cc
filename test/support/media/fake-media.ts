import type { SoundProcessing } from "../../../extension/call/media/device-habits.ts";
import type { DeviceFacts, Media, ScreenTracks } from "../../../extension/call/media/media.ts";

/** A track as far as the call uses one. */
export interface FakeTrack extends MediaStreamTrack {
  /** As the browser does it, with its event: unplugged, or ended by the browser's own bar. */
  readonly endByItself: () => void;
}

/** Devices that a test plugs in and pulls out, and what was opened of them. */
export interface FakeMedia {
  readonly media: Media;
  /** Everything opened that has not ended, copies too. */
  readonly live: () => readonly FakeTrack[];
  readonly plugIn: (...devices: readonly DeviceFacts[]) => Promise<void>;
  readonly pullOut: (...deviceIds: readonly string[]) => Promise<void>;
  /** The next attempts to open anything fail so; null: they work again. */
  readonly fail: (name: string | null) => void;
  /** What the microphone hears now. */
  readonly hear: (level: number) => void;
  /** Each opening of a microphone: its device and how. */
  readonly opened: (readonly [deviceId: string, processing: SoundProcessing])[];
  /** True: running tracks take other processing. */
  canAdjust: boolean;
  /** What the person picks to share: "with sound", "without sound"; else the error's name. */
  screen: string;
}

export function createFakeMedia(first: readonly DeviceFacts[]): FakeMedia {
  let devices = first;
  let failure: string | null = null;
  const listeners = new Set<() => void>();
  const meters = new Map<MediaStreamTrack, (level: number) => void>();
  const tracks: FakeTrack[] = [];

  const makeTrack = (kind: string, label: string, deviceId: string): FakeTrack => {
    const target = new EventTarget();
    let isLive = true;
    const track = {
      kind,
      label,
      enabled: true,
      contentHint: "",
      get readyState() {
        return isLive ? "live" : "ended";
      },
      addEventListener: target.addEventListener.bind(target),
      stop: () => {
        isLive = false;
      },
      clone: () => makeTrack(kind, label, deviceId),
      applyConstraints: () => Promise.resolve(),
      getSettings: () => ({ deviceId }),
      endByItself: () => {
        isLive = false;
        target.dispatchEvent(new Event("ended"));
      },
    } as unknown as FakeTrack;
    tracks.push(track);
    return track;
  };

  const open = (kind: MediaDeviceKind, deviceId: string): FakeTrack => {
    if (failure !== null) throw new DOMException("as told", failure);
    const ofKind = devices.filter((each) => each.kind === kind);
    const found = deviceId === "" ? ofKind[0] : ofKind.find((each) => each.deviceId === deviceId);
    if (found === undefined) throw new DOMException("not there", "NotFoundError");
    return makeTrack(kind, found.label, found.deviceId);
  };
  const tell = async (): Promise<void> => {
    for (const listener of listeners) listener();
    await settle();
  };

  const fake: FakeMedia = {
    live: () => tracks.filter(({ readyState }) => readyState === "live"),
    plugIn: (...more) => {
      devices = [...devices, ...more];
      return tell();
    },
    pullOut: (...deviceIds) => {
      devices = devices.filter(({ deviceId }) => !deviceIds.includes(deviceId));
      for (const track of fake.live()) {
        if (deviceIds.includes(track.getSettings().deviceId ?? "")) track.endByItself();
      }
      return tell();
    },
    fail: (name) => {
      failure = name;
    },
    hear: (level) => {
      for (const listener of meters.values()) listener(level);
    },
    opened: [],
    canAdjust: true,
    screen: "with sound",
    media: {
      openCamera: async (deviceId) => open("videoinput", deviceId),
      openMicrophone: async (deviceId, processing) => {
        const track = open("audioinput", deviceId);
        fake.opened.push([deviceId, processing]);
        return track;
      },
      adjust: async () => fake.canAdjust,
      canShare: true,
      openScreen: async (): Promise<ScreenTracks> => {
        if (!fake.screen.endsWith("sound")) throw new DOMException("as told", fake.screen);
        const sound = fake.screen === "with sound" ? makeTrack("audio", "screen", "") : null;
        return { picture: makeTrack("video", "screen", ""), sound };
      },
      preview: (track) => ({ of: track }) as unknown as MediaStream,
      devices: async () => devices,
      pickSpeaker: null,
      onDevicesChanged: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      meter: (track, listener) => {
        meters.set(track, listener);
        return () => meters.delete(track);
      },
    },
  };
  return fake;
}

/** Until all that hangs on resolved promises has run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

export function device(kind: MediaDeviceKind, deviceId: string, label = deviceId): DeviceFacts {
  return { kind, deviceId, label, groupId: "" };
}
