/** The call is being recorded by whoever says so, or no longer. */
export interface RecordingMessage {
  readonly type: "recording";
  readonly on: boolean;
}

export function parseRecording(fields: Readonly<Record<string, unknown>>): RecordingMessage {
  return { type: "recording", on: fields["on"] === true };
}
