import { boxOf } from "./carry.ts";

/** A sealed signaling box straight to its peer, over the channel that is bound to them. */
export interface BoxedSignalMessage {
  readonly type: "signal";
  /** Base64url. */
  readonly box: string;
}

export function parseBoxedSignal(fields: Readonly<Record<string, unknown>>): BoxedSignalMessage {
  return { type: "signal", box: boxOf(fields["box"]) };
}
