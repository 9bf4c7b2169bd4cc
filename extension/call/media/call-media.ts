import type { CallActions, CallNotice, CallView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { MediaSlot } from "../peers/media-slot.ts";
import type { CameraFilter } from "./camera-filter.ts";
import type { HabitStore } from "./device-habits.ts";
import type { DeviceOffer } from "./hot-plug.ts";
import type { Media } from "./media.ts";
import { createOwnMedia, firstWishes, type OwnMedia, type Wishes } from "./own-media.ts";
import type { Sound, Sounds } from "./sounds.ts";

/** All media of one's own in the call tab, from lobby to lobby. */
export interface CallMedia {
  readonly view: () => Pick<CallView, "media" | "share">;
  readonly actions: CallMediaActions;
  readonly track: (slot: MediaSlot) => MediaStreamTrack | null;
  /** Unmuted and speaking, with a pause of grace: see voice-activity.ts. */
  readonly isSpeaking: () => boolean;
  /** The sound of a coming or going, where it is wanted. */
  readonly tell: (notice: CallNotice["notice"]) => void;
  /** Every light goes out. */
  readonly stop: () => void;
  /** As it was left: who had the camera off does not find it on. */
  readonly restart: () => void;
}

type CallMediaActions = Pick<
  CallActions,
  | "setMicrophone"
  | "setCamera"
  | "chooseDevice"
  | "retryMedia"
  | "shareScreen"
  | "stopSharing"
  | "setShareSuits"
  | "setProcessing"
  | "setHabit"
  | "pickSpeaker"
  | "playTestSound"
  | "acceptNotice"
>;

export interface CallMediaDeps {
  readonly media: Media;
  readonly cameraFilter: CameraFilter;
  /** What was on in the call before a reload; both where left out. */
  readonly wishes?: Wishes;
  readonly habits: HabitStore;
  readonly sounds: Sounds;
  readonly clock: Pick<Clock, "now">;
  readonly isInCall: () => boolean;
  /** Another track is to be sent in the slot, or none. */
  readonly trackChanged: (slot: MediaSlot) => void;
  readonly speakingChanged: () => void;
  readonly changed: () => void;
  /** Gives the notice's id. */
  readonly addNotice: (notice: Omit<CallNotice, "id">) => number;
  readonly dismissNotice: (id: number) => void;
}

export function createCallMedia(deps: CallMediaDeps): CallMedia {
  const offers = new Map<number, DeviceOffer>();

  const notice = (kind: CallNotice["notice"], who: string): number =>
    deps.addNotice({ notice: kind, who, failedCheck: null });

  const offer = (fresh: DeviceOffer): void => {
    let whole = fresh;
    // A headset comes in parts, first what one hears with: one notice for all of it.
    for (const [id, before] of offers) {
      if (before.label !== fresh.label) continue;
      whole = merged(before, fresh);
      offers.delete(id);
      deps.dismissNotice(id);
    }
    offers.set(notice("device-new", whole.label), whole);
  };

  const make = (wishes: Wishes): OwnMedia =>
    createOwnMedia(deps, wishes, {
      changed: deps.changed,
      trackChanged: deps.trackChanged,
      speakingChanged: deps.speakingChanged,
      switched: (change, label) => void notice(change, label),
      offered: offer,
      shareFailed: () => void notice("share-failed", ""),
    });
  let own = make(deps.wishes ?? firstWishes);
  void own.retry();

  return {
    view: () => ({ media: own.view(), share: own.share.view() }),
    track: (slot) => own.track(slot),
    isSpeaking: () => own.isSpeaking(),
    tell: (kind) => {
      if (!own.view().habits.comingSounds) return;
      const sound = soundOf(kind);
      if (sound !== null) deps.sounds.play(sound, own.view().speakerId);
    },
    stop: () => own.stop(),
    restart: () => {
      own.stop();
      own = make(own.wishes());
      void own.retry();
    },
    actions: {
      setMicrophone: (on) => void own.set("microphone", on),
      setCamera: (on) => void own.set("camera", on),
      chooseDevice: (kind, deviceId) => void own.choose(kind, deviceId),
      retryMedia: () => void own.retry(),
      shareScreen: () => void own.share.start(),
      stopSharing: () => own.share.stop(),
      setShareSuits: (suits) => own.share.setSuits(suits),
      setProcessing: (name, on) => void own.setProcessing(name, on),
      setHabit: (habit, on) => own.setHabit(habit, on),
      pickSpeaker: () => void own.pickSpeaker(),
      playTestSound: () => deps.sounds.play("test", own.view().speakerId),
      acceptNotice: (id) => {
        const wanted = offers.get(id);
        offers.delete(id);
        deps.dismissNotice(id);
        if (wanted !== undefined) void own.use(wanted);
      },
    },
  };
}

function soundOf(kind: CallNotice["notice"]): Sound | null {
  if (kind === "peer-joined" || kind === "stranger-joined") return "joined";
  return kind === "peer-left" || kind === "stranger-left" ? "left" : null;
}

function merged(before: DeviceOffer, fresh: DeviceOffer): DeviceOffer {
  return {
    label: fresh.label,
    camera: fresh.camera ?? before.camera,
    microphone: fresh.microphone ?? before.microphone,
    speaker: fresh.speaker ?? before.speaker,
  };
}
