/** Somebody wants to speak, or no longer. */
export interface HandMessage {
  readonly type: "hand";
  readonly raised: boolean;
}

export function parseHand(fields: Readonly<Record<string, unknown>>): HandMessage {
  return { type: "hand", raised: fields["raised"] === true };
}
