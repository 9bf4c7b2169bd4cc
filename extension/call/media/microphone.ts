import type { Clock } from "../clock.ts";
import { type Capture, type CaptureEvents, createCapture } from "./capture.ts";
import type { SoundProcessing } from "./device-habits.ts";
import type { Media } from "./media.ts";
import { type MutedHint, nextHint, noHint } from "./muted-hint.ts";
import { nextVoice, silence, type VoiceActivity } from "./voice-activity.ts";

/**
 * The own microphone. What is sent is a copy of what the device gives: muting silences the copy in
 * the same turn and takes it from everybody, while the level is still read on this machine.
 */
export interface Microphone {
  readonly capture: Capture;
  /** What is sent: null while it is off. */
  readonly sent: () => MediaStreamTrack | null;
  /** 0 to 1; also while it is muted and open. */
  readonly level: () => number;
  readonly isSpeaking: () => boolean;
  readonly speaksMuted: () => boolean;
  readonly setProcessing: () => Promise<void>;
  readonly stop: () => void;
}

export interface MicrophoneInput {
  readonly media: Pick<Media, "openMicrophone" | "adjust" | "meter">;
  readonly clock: Pick<Clock, "now">;
  readonly processing: (deviceId: string) => SoundProcessing;
  readonly keepsOpen: () => boolean;
  readonly isWanted: boolean;
  readonly deviceId: string;
}

export interface MicrophoneEvents extends CaptureEvents {
  /** Another track is to be sent, or none. */
  readonly sentChanged: () => void;
  readonly speakingChanged: () => void;
}

/** Levels come ten times a second; a browser that holds sound back gives none. */
const deafAfterMs = 1_500;

export function createMicrophone(input: MicrophoneInput, events: MicrophoneEvents): Microphone {
  const { media, clock } = input;
  let source: MediaStreamTrack | null = null;
  let copy: MediaStreamTrack | null = null;
  let told: MediaStreamTrack | null = null;
  let stopMeter = (): void => undefined;
  let level = 0;
  let voice: VoiceActivity = silence;
  let hint: MutedHint = noHint;

  const isOn = (): boolean => capture.isWanted() && copy !== null;

  // Where nothing is known of the level, a voice must not be cut for it.
  const isSpeaking = (): boolean =>
    isOn() && (voice.isSpeaking || clock.now() - voice.atMs > deafAfterMs);

  const hear = (value: number): void => {
    const wasSpeaking = isSpeaking();
    level = value;
    voice = nextVoice(voice, value, clock.now());
    const didShow = hint.shows;
    hint = nextHint(hint, !isOn(), voice);
    if (isSpeaking() !== wasSpeaking) events.speakingChanged();
    // The level alone is drawn with everybody's: it comes too often to draw a page each time.
    if (hint.shows !== didShow) events.changed();
  };

  const follow = (): void => {
    if (capture.track() === source) return;
    stopMeter();
    copy?.stop();
    source = capture.track();
    copy = source?.clone() ?? null;
    level = 0;
    voice = silence;
    stopMeter = source === null ? () => undefined : media.meter(source, hear);
  };

  const onChange = (): void => {
    follow();
    const sent = isOn() ? copy : null;
    if (copy !== null) copy.enabled = sent !== null;
    if (sent !== null) hint = noHint;
    if (sent !== told) {
      told = sent;
      events.sentChanged();
    }
    events.changed();
  };

  const capture = createCapture(
    {
      kind: "audioinput",
      open: (deviceId) => media.openMicrophone(deviceId, input.processing(deviceId)),
      keepsOpen: input.keepsOpen,
      isWanted: input.isWanted,
      deviceId: input.deviceId,
    },
    { ...events, changed: onChange },
  );

  return {
    capture,
    sent: () => (isOn() ? copy : null),
    level: () => level,
    isSpeaking,
    speaksMuted: () => hint.shows,
    setProcessing: async () => {
      const running = capture.track();
      if (running === null) return;
      const processing = input.processing(capture.deviceId());
      const tracks = copy === null ? [running] : [running, copy];
      const adjusted = await Promise.all(tracks.map((each) => media.adjust(each, processing)));
      if (adjusted.includes(false) && capture.track() === running) await capture.reopen();
    },
    stop: () => {
      capture.stop();
      onChange();
    },
  };
}
