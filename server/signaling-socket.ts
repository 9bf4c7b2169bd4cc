import { WebSocket } from "ws";
import { closeCodes } from "../protocol/codes.ts";
import { writeMessage } from "../protocol/messages.ts";
import type { Connection } from "./connection.ts";

const tooLarge = writeMessage({
  type: "error",
  code: "size",
  message: "the frame is too large",
  fatal: true,
});

/** Who hears the sockets: one for all of a server. */
export interface SocketListener {
  readonly message: (connection: Connection, data: Buffer, isBinary: boolean) => void;
  readonly ping: (connection: Connection, data: Buffer) => void;
  readonly pong: (connection: Connection) => void;
  readonly close: (connection: Connection, code: number) => void;
}

/** Knows its connection and tells it to the one listener. */
export class SignalingSocket extends WebSocket {
  connection: Connection | null = null;
  listener: SocketListener | null = null;

  /** From here on `listener` hears everything, and nobody else has to listen. */
  attach(connection: Connection, listener: SocketListener): void {
    this.connection = connection;
    this.listener = listener;
    // Node gives every emitter a table of its listeners, 184 bytes even while it is empty. Without
    // one nobody listens; where somebody comes to, `on` makes it anew. There is no public way.
    if (this.eventNames().length === 0) Object.assign(this, { _events: undefined });
  }

  /**
   * `ws` tells everything by `emit`. Five listeners would be a table of 200 bytes in every socket,
   * and a step more for every message.
   */
  override emit(event: string | symbol, first?: unknown, second?: unknown): boolean {
    const { connection, listener } = this;
    if (connection === null || listener === null) return super.emit(event, first, second);
    switch (event) {
      case "message":
        listener.message(connection, first as Buffer, second as boolean);
        return true;
      case "ping":
        listener.ping(connection, first as Buffer);
        return true;
      case "pong":
        listener.pong(connection);
        return true;
      case "close":
        listener.close(connection, first as number);
        return true;
      case "error":
        // What went wrong is in the close that follows.
        return true;
      default:
        return super.emit(event, first, second);
    }
  }

  /** `ws` closes what is beyond `maxPayload` with 1009; the protocol has a code of its own. */
  override close(code?: number, reason?: string | Buffer): void {
    if (code !== 1009) return super.close(code, reason);
    this.send(tooLarge);
    return super.close(closeCodes.size);
  }
}
