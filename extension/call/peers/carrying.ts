import { fromBase64url, toBase64url } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { CarryMessage } from "../../../protocol/channel/carry.ts";
import type { Clock } from "../clock.ts";
import type { PeerState } from "./peer-machine.ts";
import { createToll, type Toll } from "./toll.ts";

/**
 * Sealed signaling over a third participant. Where two no longer reach each other, whoever reaches
 * both brings their boxes, so that a pair is repaired also while the server is gone. The boxes are
 * sealed for the pair, and their counters refuse what comes twice: the carrier can only drop them.
 */
export interface Carrying {
  /** To a peer whose link is in trouble, over a few who are well. */
  readonly send: (to: string, box: Bytes) => void;
  /** What a bound peer asks to be carried, or has carried. */
  readonly hear: (by: string, message: CarryMessage) => void;
  /** Of a peer who has gone. */
  readonly forget: (peerId: string) => void;
}

/** A member, as far as it matters here. */
export interface CarryingPeer {
  readonly state: () => PeerState;
  readonly send: (message: ChannelMessage) => void;
  readonly receive: (box: Bytes) => void;
}

/** More would say the same; fewer may be the ones who have lost the other end too. */
const carriersMax = 4;
/** A repair is two descriptions and some twenty candidates, by up to a dozen people at once. */
const boxesToll = { everyMs: 25, burst: 200 };

export function createCarrying(
  peers: () => Iterable<readonly [string, CarryingPeer]>,
  clock: Clock,
): Carrying {
  const tolls = new Map<string, Toll>();
  const tollOf = (peerId: string): Toll => {
    const toll = tolls.get(peerId) ?? createToll(clock, boxesToll);
    tolls.set(peerId, toll);
    return toll;
  };
  const find = (peerId: string): CarryingPeer | undefined => {
    for (const [id, peer] of peers()) if (id === peerId) return peer;
    return undefined;
  };

  return {
    send: (to, box) => {
      const others = [...peers()].filter(([id, peer]) => id !== to && isWell(peer));
      const message: CarryMessage = { type: "carry", to, box: toBase64url(box) };
      for (const [, carrier] of others.slice(0, carriersMax)) carrier.send(message);
    },
    hear: (by, message) => {
      if (!tollOf(by).pay()) return;
      const other = find(message.type === "carry" ? message.to : message.from);
      if (other === undefined) return;
      if (message.type === "carried") return other.receive(fromBase64url(message.box));
      if (isWell(other)) other.send({ type: "carried", from: by, box: message.box });
    },
    forget: (peerId) => void tolls.delete(peerId),
  };
}

function isWell({ state }: CarryingPeer): boolean {
  const { link, isWeak } = state();
  return link === "bound" && !isWeak;
}
