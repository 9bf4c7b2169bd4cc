/** Cameras, microphones and speakers. The only getUserMedia and device list of the call. */
export interface Media {
  /** Rejects with the browser's DOMException. `deviceId` empty: the browser's default. */
  readonly open: (kind: MediaKind, deviceId: string) => Promise<MediaStreamTrack>;
  /** True where the browser can share a screen. */
  readonly canShare: boolean;
  /** Rejects as `open`; `NotAllowedError` where the person chose nothing. Directly from a click. */
  readonly openScreen: () => Promise<ScreenTracks>;
  readonly preview: (track: MediaStreamTrack) => MediaStream;
  readonly devices: () => Promise<readonly MediaDeviceInfo[]>;
  readonly onDevicesChanged: (listener: () => void) => () => void;
  /** 0 to 1, many times a second, until the returned function is called. */
  readonly meter: (track: MediaStreamTrack, listener: (level: number) => void) => () => void;
}

export interface ScreenTracks {
  readonly picture: MediaStreamTrack;
  /** Where the browser gives it, and the person lets it. */
  readonly sound: MediaStreamTrack | null;
}

export type MediaKind = "camera" | "microphone";

const meterEveryMs = 100;

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

export const browserMedia: Media = {
  open: async (kind, deviceId) => {
    const device = deviceId === "" ? {} : { deviceId: { exact: deviceId } };
    const constraints: MediaStreamConstraints =
      kind === "camera"
        ? {
            video: {
              ...device,
              width: { ideal: 1280 },
              height: { ideal: 720 },
              frameRate: { ideal: 30 },
            },
          }
        : {
            audio: {
              ...device,
              echoCancellation: true,
              noiseSuppression: true,
              autoGainControl: true,
            },
          };
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    const [track] = stream.getTracks();
    if (track === undefined) throw new DOMException("no track", "NotFoundError");
    return track;
  },
  canShare: "getDisplayMedia" in navigator.mediaDevices,
  openScreen: async () => {
    const stream = await navigator.mediaDevices.getDisplayMedia(screenConstraints);
    const [picture] = stream.getVideoTracks();
    if (picture === undefined) throw new DOMException("no track", "NotFoundError");
    return { picture, sound: stream.getAudioTracks()[0] ?? null };
  },
  preview: (track) => new MediaStream([track]),
  devices: () => navigator.mediaDevices.enumerateDevices(),
  onDevicesChanged: (listener) => {
    navigator.mediaDevices.addEventListener("devicechange", listener);
    return () => navigator.mediaDevices.removeEventListener("devicechange", listener);
  },
  meter: (track, listener) => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    const samples = new Float32Array(analyser.fftSize);
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      listener(Math.min(1, Math.sqrt(power) * 3));
    }, meterEveryMs);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  },
};
