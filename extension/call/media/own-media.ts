import type { DeviceChoice, OwnMediaView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { MediaSlot } from "../peers/media-slot.ts";
import type { CameraFilter } from "./camera-filter.ts";
import { createCapture } from "./capture.ts";
import {
  allProcessing,
  type DeviceHabits,
  type Habit,
  type HabitStore,
  type SoundProcessing,
} from "./device-habits.ts";
import { type DeviceOffer, offersFor, shownLabel } from "./hot-plug.ts";
import type { DeviceFacts, Media, MediaKind } from "./media.ts";
import { createMicrophone } from "./microphone.ts";
import { createScreenShare, type ScreenShare } from "./screen-share.ts";

/** The person's own camera, microphone and screen: what is on, why not, and the tracks to send. */
export interface OwnMedia {
  readonly view: () => OwnMediaView;
  /** Null where it is off or muted: then nothing is sent, not even silence. */
  readonly track: (slot: MediaSlot) => MediaStreamTrack | null;
  readonly share: ScreenShare;
  readonly set: (kind: MediaKind, on: boolean) => Promise<void>;
  readonly choose: (kind: MediaKind | "speaker", deviceId: string) => Promise<void>;
  /** In the browser's own prompt, where speakers are not listed before. */
  readonly pickSpeaker: () => Promise<void>;
  /** All that an offer holds. */
  readonly use: (offer: DeviceOffer) => Promise<void>;
  readonly setProcessing: (name: keyof SoundProcessing, on: boolean) => Promise<void>;
  readonly setHabit: (habit: Habit, on: boolean) => void;
  /** Whether the person speaks, unmuted: begins at once, ends after a pause. */
  readonly isSpeaking: () => boolean;
  /** What is wanted now: for the next time in the lobby. */
  readonly wishes: () => Wishes;
  /** Asks for whatever is wanted and not there: at first, and again after it failed. */
  readonly retry: () => Promise<void>;
  /** Every track ends, every light goes out. */
  readonly stop: () => void;
}

/** Whether the person wants them on, also where they cannot be had. */
export type Wishes = Readonly<Record<MediaKind, boolean>>;
export const firstWishes: Wishes = { camera: true, microphone: true };

export interface OwnMediaDeps {
  readonly media: Media;
  readonly cameraFilter: CameraFilter;
  readonly habits: HabitStore;
  readonly clock: Pick<Clock, "now">;
  /** Only there is a muted microphone kept open, to say so to whoever speaks into it. */
  readonly isInCall: () => boolean;
}

export interface OwnMediaEvents {
  readonly changed: () => void;
  readonly trackChanged: (slot: MediaSlot) => void;
  readonly speakingChanged: () => void;
  readonly switched: (change: "device-gone" | "device-back", label: string) => void;
  readonly offered: (offer: DeviceOffer) => void;
  readonly shareFailed: () => void;
}

export function createOwnMedia(
  deps: OwnMediaDeps,
  wishes: Wishes,
  events: OwnMediaEvents,
): OwnMedia {
  const { media } = deps;
  let habits = deps.habits.read();
  let devices: readonly DeviceFacts[] = [];
  let cameraTrack: MediaStreamTrack | null = null;
  let preview: MediaStream | null = null;
  let isStopped = false;

  const remember = (changes: Partial<DeviceHabits>): void => {
    habits = { ...habits, ...changes };
    deps.habits.write(habits);
  };
  const processingOf = (microphoneId: string): SoundProcessing =>
    habits.processing[microphoneId] ?? allProcessing;

  /** `isNews`: the system says that something was plugged in or out, or a device ended. */
  const refresh = async (isNews: boolean): Promise<void> => {
    const listed = await media.devices().catch(() => []);
    if (isStopped) return;
    const before = devices;
    devices = listed;
    events.changed();
    if (!isNews) return;
    tellOfSpeaker(before);
    await Promise.all([camera, microphone.capture].map((each) => each.devicesChanged(devices)));
    for (const offer of offersFor(before, devices)) {
      const left = withoutUsed(offer);
      if (left !== null) events.offered(left);
    }
  };

  const tellOfSpeaker = (before: readonly DeviceFacts[]): void => {
    if (habits.speakerId === "") return;
    const find = (list: readonly DeviceFacts[]): DeviceFacts | undefined =>
      list.find((each) => each.kind === "audiooutput" && each.deviceId === habits.speakerId);
    const [was, is] = [find(before), find(devices)];
    if (was !== undefined && is === undefined)
      events.switched("device-gone", shownLabel(was.label));
    if (was === undefined && is !== undefined) events.switched("device-back", shownLabel(is.label));
  };

  /** What came back by itself needs no offer. */
  const withoutUsed = (offer: DeviceOffer): DeviceOffer | null => {
    const used = view();
    const left = {
      ...offer,
      camera: offer.camera === used.cameraId ? null : offer.camera,
      microphone: offer.microphone === used.microphoneId ? null : offer.microphone,
      speaker: offer.speaker === used.speakerId ? null : offer.speaker,
    };
    return (left.camera ?? left.microphone ?? left.speaker) ? left : null;
  };

  const captureEvents = {
    opened: () => void refresh(false),
    ended: () => void refresh(true),
    switched: events.switched,
  };
  const camera = createCapture(
    {
      kind: "videoinput",
      open: media.openCamera,
      // Its light says that one is seen.
      keepsOpen: () => false,
      isWanted: wishes.camera,
      deviceId: habits.cameraId,
    },
    {
      ...captureEvents,
      changed: () => {
        deps.cameraFilter.take(camera.track());
        events.changed();
      },
    },
  );
  deps.cameraFilter.listen(() => {
    if (isStopped) return;
    cameraTrack = deps.cameraFilter.track();
    preview = cameraTrack && media.preview(cameraTrack);
    events.trackChanged("camera");
    events.changed();
  });
  const microphone = createMicrophone(
    {
      media,
      clock: deps.clock,
      processing: processingOf,
      keepsOpen: () => habits.mutedHint && deps.isInCall(),
      isWanted: wishes.microphone,
      deviceId: habits.microphoneId,
    },
    {
      ...captureEvents,
      changed: events.changed,
      sentChanged: () => events.trackChanged("microphone"),
      speakingChanged: events.speakingChanged,
    },
  );
  const captures = { camera, microphone: microphone.capture };
  const share = createScreenShare(media, habits.shareSuits, {
    changed: events.changed,
    failed: events.shareFailed,
    tracksChanged: () => {
      events.trackChanged("screen");
      events.trackChanged("screen-audio");
    },
  });
  const forgetListener = media.onDevicesChanged(() => void refresh(true));

  const speakerId = (): string => {
    const speakers = choices(devices, "audiooutput");
    const isThere = speakers.some(({ deviceId }) => deviceId === habits.speakerId);
    return isThere || speakers.length === 0 ? habits.speakerId : "";
  };

  const view = (): OwnMediaView => ({
    camera: camera.state(),
    microphone: microphone.capture.state(),
    cameraId: camera.deviceId(),
    microphoneId: microphone.capture.deviceId(),
    speakerId: speakerId(),
    cameras: choices(devices, "videoinput"),
    microphones: choices(devices, "audioinput"),
    speakers: choices(devices, "audiooutput"),
    preview,
    level: microphone.level(),
    canPickSpeaker: media.pickSpeaker !== null,
    speaksMuted: microphone.speaksMuted(),
    processing: processingOf(microphone.capture.deviceId()),
    habits: {
      pushToTalk: habits.pushToTalk,
      mutedHint: habits.mutedHint,
      comingSounds: habits.comingSounds,
    },
  });

  const choose: OwnMedia["choose"] = async (kind, deviceId) => {
    switch (kind) {
      case "speaker":
        remember({ speakerId: deviceId });
        return events.changed();
      case "camera":
        remember({ cameraId: deviceId });
        return camera.choose(deviceId);
      case "microphone":
        remember({ microphoneId: deviceId });
        return microphone.capture.choose(deviceId);
    }
  };

  return {
    view,
    track: (slot) => {
      switch (slot) {
        case "camera":
          return cameraTrack;
        case "microphone":
          return microphone.sent();
        case "screen":
          return share.picture();
        case "screen-audio":
          return share.sound();
      }
    },
    share: {
      ...share,
      setSuits: (suits) => {
        remember({ shareSuits: suits });
        share.setSuits(suits);
      },
    },
    set: (kind, on) => captures[kind].set(on),
    choose,
    pickSpeaker: async () => {
      const deviceId = await media.pickSpeaker?.().catch(() => null);
      if (deviceId == null) return;
      remember({ speakerId: deviceId });
      await refresh(false);
    },
    use: async (offer) => {
      const wanted = (["camera", "microphone", "speaker"] as const).map(async (kind) => {
        const deviceId = offer[kind];
        if (deviceId !== null) await choose(kind, deviceId);
      });
      await Promise.all(wanted);
    },
    setProcessing: async (name, on) => {
      const deviceId = microphone.capture.deviceId();
      const wanted = { ...processingOf(deviceId), [name]: on };
      remember({ processing: { ...habits.processing, [deviceId]: wanted } });
      events.changed();
      await microphone.setProcessing();
    },
    setHabit: (habit, on) => {
      remember({ [habit]: on });
      if (!habits.mutedHint) microphone.capture.letGo();
      events.changed();
    },
    isSpeaking: microphone.isSpeaking,
    wishes: () => ({ camera: camera.isWanted(), microphone: microphone.capture.isWanted() }),
    retry: async () => {
      const missing = Object.values(captures).filter(
        (each) => each.isWanted() && each.track() === null,
      );
      await Promise.all(missing.map((each) => each.set(true)));
    },
    stop: () => {
      isStopped = true;
      forgetListener();
      share.stop();
      camera.stop();
      deps.cameraFilter.take(null);
      cameraTrack = null;
      preview = null;
      microphone.stop();
    },
  };
}

function choices(devices: readonly DeviceFacts[], kind: MediaDeviceKind): DeviceChoice[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== "")
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
