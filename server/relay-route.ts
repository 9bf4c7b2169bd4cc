import { peerIdBytes } from "../protocol/limits.ts";

/**
 * Peer ids as frames carry them. Made with a socket's first frame, since most sockets are idle; and
 * what goes to one peer comes in rows, so the last id need not be read again.
 */
export interface RelayRoute {
  readonly own: Buffer;
  readonly last: Buffer;
  lastPeerId: string;
}

export function createRelayRoute(peerId: string): RelayRoute {
  return {
    own: Buffer.from(peerId, "base64url"),
    last: Buffer.alloc(peerIdBytes),
    lastPeerId: "",
  };
}

/** Whom the frame is for. */
export function receiverIn(frame: Buffer, route: RelayRoute): string {
  if (route.lastPeerId === "" || !beginsWith(frame, route.last)) {
    frame.copy(route.last, 0, 0, peerIdBytes);
    route.lastPeerId = frame.toString("base64url", 0, peerIdBytes);
  }
  return route.lastPeerId;
}

function beginsWith(frame: Buffer, id: Buffer): boolean {
  for (let index = 0; index < peerIdBytes; index += 1) {
    if (frame[index] !== id[index]) return false;
  }
  return true;
}
