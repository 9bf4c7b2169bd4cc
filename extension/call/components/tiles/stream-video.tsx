// A media stream on the page: its picture, and its sound where it is somebody else's. One element
// for both keeps lips and voice together; it stays while the camera is off, for the voice.

import { createEffect, createSignal, onCleanup, type JSX } from "solid-js";
import "./stream-video.css";

export interface StreamVideoProps {
  readonly stream: MediaStream | null;
  /** False hides the picture; the sound goes on. */
  readonly showsPicture: boolean;
  /** For one's own camera: as in a mirror, and without sound. */
  readonly isOwn?: boolean | undefined;
  /** For the own screen: without sound. */
  readonly isMuted?: boolean | undefined;
  /** Device id of the speaker; "" for the system's. */
  readonly speakerId?: string | undefined;
  /** The browser wants a click before it plays sound. `play` tries again. */
  readonly onSoundBlocked?: ((play: () => Promise<void>) => void) | undefined;
}

export function StreamVideo(props: StreamVideoProps): JSX.Element {
  const [hasPicture, setHasPicture] = createSignal(false);
  return (
    <video
      class="call-video"
      classList={{
        "call-video-own": props.isOwn ?? false,
        "call-video-hidden": !props.showsPicture || !hasPicture(),
      }}
      aria-hidden="true"
      tabindex="-1"
      disablepictureinpicture
      onResize={(event) => setHasPicture(event.currentTarget.videoWidth > 0)}
      onLoadedData={(event) => setHasPicture(event.currentTarget.videoWidth > 0)}
      onPlaying={(event) => speakThrough(event.currentTarget, props.speakerId ?? "")}
      ref={(video) => {
        // As properties: the attributes say only what holds before a source is there.
        video.playsInline = true;
        video.muted = (props.isOwn || props.isMuted) ?? false;
        // Before the stream: Chromium refuses a speaker to one that plays and has no sound as yet.
        createEffect(() => speakThrough(video, props.speakerId ?? ""));
        createEffect(() => {
          const { stream } = props;
          setHasPicture(false);
          video.srcObject = stream;
          if (stream !== null) start(video, props.onSoundBlocked);
        });
        onCleanup(() => {
          video.srcObject = null;
        });
      }}
    />
  );
}

function start(video: HTMLVideoElement, onBlocked: StreamVideoProps["onSoundBlocked"]): void {
  video.play().catch((error: unknown) => {
    // AbortError: another stream took its place before it began.
    if ((error as DOMException).name === "NotAllowedError") onBlocked?.(() => video.play());
  });
}

function speakThrough(video: HTMLVideoElement, speakerId: string): void {
  if (!("setSinkId" in video) || video.sinkId === speakerId) return;
  // A speaker that is gone, or sound that is not there yet: the browser goes on with the one it has.
  video.setSinkId(speakerId).catch(() => undefined);
}
