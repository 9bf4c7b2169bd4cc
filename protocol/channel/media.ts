/** Which of the fixed transceivers carry something. */
export interface MediaMessage {
  readonly type: "media";
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly screenAudio: boolean;
}

/** What is not plainly yes is no: a version before `screenAudio` says nothing of it. */
export function parseMedia(fields: Readonly<Record<string, unknown>>): MediaMessage {
  return {
    type: "media",
    microphone: fields["microphone"] === true,
    camera: fields["camera"] === true,
    screen: fields["screen"] === true,
    screenAudio: fields["screenAudio"] === true,
  };
}
