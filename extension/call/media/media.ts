import type { SoundProcessing } from "./device-habits.ts";

/** Cameras, microphones, speakers and screens. The real one is browser-media.ts. */
export interface Media {
  /** Rejects with the browser's DOMException. `deviceId` empty: the browser's default. */
  readonly openCamera: (deviceId: string) => Promise<MediaStreamTrack>;
  readonly openMicrophone: (
    deviceId: string,
    processing: SoundProcessing,
  ) => Promise<MediaStreamTrack>;
  /** Other processing for a running microphone; false where only a fresh track can have it. */
  readonly adjust: (track: MediaStreamTrack, processing: SoundProcessing) => Promise<boolean>;
  /** True where the browser can share a screen. */
  readonly canShare: boolean;
  /** Rejects as the others; `NotAllowedError` where nothing was chosen. Directly from a click. */
  readonly openScreen: () => Promise<ScreenTracks>;
  readonly preview: (track: MediaStreamTrack) => MediaStream;
  readonly devices: () => Promise<readonly DeviceFacts[]>;
  /**
   * For browsers that list speakers only once one was picked in their own prompt; null for others.
   * Gives the device's id. Rejects where nothing was picked. Directly from a click.
   */
  readonly pickSpeaker: (() => Promise<string>) | null;
  readonly onDevicesChanged: (listener: () => void) => () => void;
  /**
   * 0 to 1, ten times a second and within 11 ms of a voice that sets in, until the returned
   * function is called.
   */
  readonly meter: (track: MediaStreamTrack, listener: (level: number) => void) => () => void;
}

export type MediaKind = "camera" | "microphone";

export type DeviceFacts = Pick<MediaDeviceInfo, "kind" | "deviceId" | "groupId" | "label">;

export interface ScreenTracks {
  readonly picture: MediaStreamTrack;
  /** Where the browser gives it, and the person lets it. */
  readonly sound: MediaStreamTrack | null;
}
