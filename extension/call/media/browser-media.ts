import type { SoundProcessing } from "./device-habits.ts";
import { meterLevel } from "./level-meter.ts";
import type { Media } from "./media.ts";

/** More than the lib knows of: Screen Capture, section 5 (`systemAudio` and the like are hints). */
const screenConstraints: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { width: { max: 2560 }, height: { max: 1440 }, frameRate: { max: 30 } },
  // Not a voice: what cleans up voices spoils music.
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: "include",
  surfaceSwitching: "include",
  // This tab in itself is a hall of mirrors.
  selfBrowserSurface: "exclude",
};

/** The only getUserMedia, getDisplayMedia and device list of the call. */
export const browserMedia: Media = {
  openCamera: async (deviceId) => {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { ...exactly(deviceId), ...size },
    });
    return firstOf(stream);
  },
  openMicrophone: async (deviceId, processing) => {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { ...exactly(deviceId), ...processing },
    });
    return firstOf(stream);
  },
  adjust: async (track, processing) => {
    try {
      await track.applyConstraints({ ...track.getConstraints(), ...processing });
    } catch {
      return false;
    }
    // Chromium may accept the wish and go on as before.
    const now = track.getSettings();
    return (Object.keys(processing) as (keyof SoundProcessing)[]).every(
      (name) => now[name] === undefined || now[name] === processing[name],
    );
  },
  canShare: "getDisplayMedia" in navigator.mediaDevices,
  openScreen: async () => {
    const stream = await navigator.mediaDevices.getDisplayMedia(screenConstraints);
    const [picture] = stream.getVideoTracks();
    if (picture === undefined) throw nothingThere();
    return { picture, sound: stream.getAudioTracks()[0] ?? null };
  },
  preview: (track) => new MediaStream([track]),
  devices: () => navigator.mediaDevices.enumerateDevices(),
  pickSpeaker: pickSpeaker(navigator.mediaDevices),
  onDevicesChanged: (listener) => {
    navigator.mediaDevices.addEventListener("devicechange", listener);
    return () => navigator.mediaDevices.removeEventListener("devicechange", listener);
  },
  meter: meterLevel,
};

/** Firefox alone has it: Audio Output Devices API, section 3.1. */
function pickSpeaker(
  devices: MediaDevices & { readonly selectAudioOutput?: () => Promise<MediaDeviceInfo> },
): Media["pickSpeaker"] {
  if (devices.selectAudioOutput === undefined) return null;
  return async () => (await devices.selectAudioOutput?.())?.deviceId ?? "";
}

function exactly(deviceId: string): MediaTrackConstraints {
  return deviceId === "" ? {} : { deviceId: { exact: deviceId } };
}

function firstOf(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks();
  if (track === undefined) throw nothingThere();
  return track;
}

function nothingThere(): DOMException {
  return new DOMException("no track", "NotFoundError");
}
