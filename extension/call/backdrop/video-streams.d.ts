// What Chromium has of MediaStreamTrack Insertable Streams on the page; lib.dom has none of it.
declare class MediaStreamTrackProcessor {
  constructor(init: { readonly track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}
interface MediaStreamTrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
declare const MediaStreamTrackGenerator: {
  new (init: { readonly kind: "video" }): MediaStreamTrackGenerator;
};
