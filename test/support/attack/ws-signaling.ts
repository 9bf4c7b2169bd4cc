import { WebSocket } from "ws";
import { fromBase64url } from "../../../protocol/base64.ts";
import { subprotocol } from "../../../protocol/limits.ts";
import { parseServerMessage, writeMessage } from "../../../protocol/messages.ts";
import { joinRelayFrame, splitRelayFrame } from "../../../protocol/peer-id.ts";
import { webSocketUrlOf } from "../../../protocol/server-origin.ts";
import type { OpenSignaling } from "../../../extension/call/session/signaling-client.ts";

/** The line to a signaling server, as signaling-client.ts has it, over the sockets of Node. */
export const openNodeSocket: OpenSignaling = (server, events) => {
  const socket = new WebSocket(webSocketUrlOf(server), subprotocol);
  let isOver = false;
  socket.on("open", () => {
    if (!isOver) events.opened();
  });
  socket.on("error", () => undefined);
  socket.on("close", (code) => {
    if (isOver) return;
    isOver = true;
    events.closed(code);
  });
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isOver) return;
    try {
      if (isBinary) {
        const { peerId, box } = splitRelayFrame(new Uint8Array(data));
        events.relayed(peerId, box);
      } else events.message(parseServerMessage(data.toString("utf8")));
    } catch (error) {
      isOver = true;
      socket.close();
      events.nonsense(error);
    }
  });
  const write = (data: string | Uint8Array): void => {
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
