/** Asks for a sign of life on a channel that has gone quiet, or gives one. */
export interface BeatMessage {
  readonly type: "beat";
  readonly answers: boolean;
}

export function parseBeat(fields: Readonly<Record<string, unknown>>): BeatMessage {
  return { type: "beat", answers: fields["answers"] === true };
}
