/** The surface of simple-peer 9.11.1 that peer-link.ts uses; @types/simple-peer drags Node's in. */
declare module "simple-peer/simplepeer.min.js" {
  interface SimplePeerOptions {
    readonly initiator: boolean;
    readonly config: RTCConfiguration;
    readonly channelName: string;
    readonly objectMode: true;
  }

  interface SimplePeerSignal {
    readonly type?: string;
    readonly sdp?: string;
    readonly candidate?: {
      readonly candidate: string;
      readonly sdpMid: string | null;
      readonly sdpMLineIndex: number | null;
    };
  }

  export default class SimplePeer {
    constructor(options: SimplePeerOptions);
    /** Not documented, and needed: transceivers, certificates and levels are only there. */
    readonly _pc: RTCPeerConnection;
    /** Not documented either: null until there is one. */
    readonly _channel: RTCDataChannel | null;
    signal(data: SimplePeerSignal): void;
    send(data: string | Uint8Array<ArrayBuffer>): void;
    destroy(error?: Error): void;
    on(event: "signal", listener: (data: SimplePeerSignal) => void): this;
    on(event: "connect" | "close", listener: () => void): this;
    on(event: "data", listener: (data: string | Uint8Array) => void): this;
    on(event: "error", listener: (error: Error & { readonly code?: string }) => void): this;
  }
}
