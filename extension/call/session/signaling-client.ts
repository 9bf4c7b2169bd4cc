import { fromBase64url } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { frameMaxBytes, subprotocol } from "../../../protocol/limits.ts";
import {
  type ClientMessage,
  parseServerMessage,
  type ServerMessage,
  writeMessage,
} from "../../../protocol/messages.ts";
import { joinRelayFrame, splitRelayFrame } from "../../../protocol/peer-id.ts";
import { webSocketUrlOf } from "../../../protocol/server-origin.ts";

/** The line to a signaling server. The only WebSocket of the call. */
export interface Signaling {
  readonly send: (message: ClientMessage) => void;
  /** A sealed box for one peer. Dropped where the line is gone: the link is rebuilt later. */
  readonly relay: (peerId: string, box: Bytes) => void;
  /** No event comes after this. */
  readonly close: () => void;
}

export interface SignalingEvents {
  readonly opened: () => void;
  readonly message: (message: ServerMessage) => void;
  readonly relayed: (peerId: string, box: Bytes) => void;
  /** The server said something that is not the protocol; the line is closed already. */
  readonly nonsense: (error: unknown) => void;
  /** Once, however it ends. 1006 where it never opened or just vanished. */
  readonly closed: (code: number) => void;
}

export type OpenSignaling = (server: string, events: SignalingEvents) => Signaling;

export const openWebSocket: OpenSignaling = (server, events) => {
  const socket = new WebSocket(webSocketUrlOf(server), subprotocol);
  socket.binaryType = "arraybuffer";
  let isOver = false;

  const end = (code: number): void => {
    if (isOver) return;
    isOver = true;
    socket.close();
    events.closed(code);
  };

  socket.addEventListener("open", () => {
    if (!isOver) events.opened();
  });
  socket.addEventListener("close", ({ code }) => end(code));
  socket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (isOver) return;
    try {
      if (typeof data === "string") {
        events.message(parseServerMessage(data));
      } else if (data.byteLength <= frameMaxBytes) {
        const { peerId, box } = splitRelayFrame(new Uint8Array(data));
        events.relayed(peerId, box);
      }
    } catch (error) {
      isOver = true;
      socket.close();
      events.nonsense(error);
    }
  });

  const write = (data: string | Bytes): void => {
    if (!isOver && socket.readyState === WebSocket.OPEN) socket.send(data);
  };
  return {
    send: (message) => write(writeMessage(message)),
    relay: (peerId, box) => write(joinRelayFrame(fromBase64url(peerId, 16), box)),
    close: () => {
      isOver = true;
      socket.close(1000);
    },
  };
};
