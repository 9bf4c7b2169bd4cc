import type { Bytes } from "../../../../protocol/bytes.ts";
import type { IceCandidate } from "../../../../protocol/signal-messages.ts";
import type { LinkNetwork } from "../link-network.ts";
import { Inbox } from "../../server/inbox.ts";

/** An RTCPeerConnection of an attacker: it pins nothing and obeys whatever it is told. */
export interface RawConnection {
  readonly offer: () => Promise<string>;
  readonly answer: (offer: string) => Promise<string>;
  readonly accept: (answer: string) => Promise<void>;
  readonly addCandidate: (candidate: IceCandidate) => Promise<void>;
  readonly send: (data: string | Bytes) => Promise<void>;
  /** Resolves once the data channel is open, rejects where that never comes. */
  readonly opened: Promise<void>;
  readonly incoming: Inbox<string | Bytes>;
  readonly close: () => Promise<void>;
}

export interface Transport {
  /** Of the certificate that is really in use. */
  readonly fingerprint: string;
  readonly connect: (onCandidate: (candidate: IceCandidate) => void) => Promise<RawConnection>;
}

/** Over links without a browser. */
export function paperTransport(network: LinkNetwork, fingerprint: string): Transport {
  return {
    fingerprint,
    connect: async () => {
      const incoming = new Inbox<string | Bytes>("data");
      const { promise: opened, resolve, reject } = withResolvers();
      const end = network.openRawEnd(fingerprint, {
        opened: resolve,
        data: (data) => incoming.put(data),
        closed: () => {
          incoming.end("the connection was closed");
          reject(new Error("the connection was closed"));
        },
      });
      return {
        offer: async () => end.offer(),
        answer: async (offer) => end.answer(offer),
        accept: async (answer) => end.accept(answer),
        addCandidate: async () => undefined,
        send: async (data) => end.send(data),
        opened,
        incoming,
        close: async () => end.close(),
      };
    },
  };
}

/** A promise whose failing need not be heard by anybody. */
export function withResolvers(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (why: Error) => void;
} {
  let resolve = (): void => undefined;
  let reject: (why: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
