import type { Check } from "../../../../protocol/codes.ts";
import type { EvilChannel, EvilPeer } from "./evil-peer.ts";

/** What a member does to a victim whose channel to them is open. */
export interface ChannelAttack {
  /** One sentence: what the member does. */
  readonly does: string;
  /** The check that the victim refuses with. */
  readonly refusedFor: Check;
  /** What was sent before the victim noticed. */
  readonly play: (peer: EvilPeer, channel: EvilChannel) => Promise<unknown>;
}
