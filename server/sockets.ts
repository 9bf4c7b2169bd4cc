import { closeCodes } from "../protocol/codes.ts";
import { deadAfterMs, pingEveryMs } from "../protocol/limits.ts";
import type { Connection } from "./connection.ts";
import { hear } from "./conversation.ts";
import { mayPass, relay } from "./relay.ts";
import type { Services } from "./services.ts";
import type { SocketListener } from "./signaling-socket.ts";

/** The listeners of all sockets, and the one watch that goes round them. */
export interface Sockets {
  readonly size: number;
  readonly all: () => Iterable<Connection>;
  readonly add: (connection: Connection) => void;
  /** Deadlines, pings, the dead, credentials that end: to be called about once a second. */
  readonly watch: () => void;
}

/** A socket that says goodbye with these is not coming back. */
const goodbyes = new Set([1000, 1001, 1005]);

export function createSockets(services: Services): Sockets {
  const { clock, switchboard, metrics, log } = services;
  const connections = new Set<Connection>();

  const take = (connection: Connection, data: Buffer, isBinary: boolean): void => {
    if (isBinary) return relay(services, connection, data);
    // Before that, a second message out of turn ends the socket anyway.
    const isInside = connection.state === "joined" || connection.state === "waiting";
    if (!isInside || mayPass(services, connection, data.length)) hear(services, connection, data);
  };

  const listener: SocketListener = {
    message: (connection, data, isBinary) => {
      if (connection.state === "closed") return;
      connection.seenAtMs = clock.monotonic();
      try {
        take(connection, data, isBinary);
      } catch (error) {
        // A mistake of ours ends one socket, not the server.
        log.error({ conn: connection.number, err: error }, "failed");
        connection.dismiss("server", "the server failed");
        switchboard.leave(connection, "away");
      }
    },
    ping: (connection, data) => {
      if (connection.state === "closed") return;
      connection.seenAtMs = clock.monotonic();
      // Answered by us and not by `ws`, so that pings cannot be had for free.
      const { socket } = connection;
      if (socket.bufferedAmount === 0 && mayPass(services, connection, data.length)) {
        socket.pong(data);
      }
    },
    pong: (connection) => {
      connection.seenAtMs = clock.monotonic();
    },
    close: (connection, code) => {
      connection.address.sockets -= 1;
      if (connection.peerId === "") connection.address.unauthenticated -= 1;
      connections.delete(connection);
      connection.state = "closed";
      switchboard.leave(connection, goodbyes.has(code) ? "left" : "away");
      log.debug({ conn: connection.number, code }, "closed");
    },
  };

  const add = (connection: Connection): void => {
    connections.add(connection);
    connection.address.sockets += 1;
    connection.address.unauthenticated += 1;
    connection.socket.attach(connection, listener);
  };

  const watchOne = (connection: Connection, nowMs: number): void => {
    if (connection.state === "closed") return;
    if (nowMs > connection.deadlineMs) return end(connection);
    if (nowMs - connection.seenAtMs >= deadAfterMs) {
      metrics.closed("silent");
      return connection.socket.terminate();
    }
    if (nowMs - connection.pingedAtMs >= pingEveryMs) {
      connection.pingedAtMs = nowMs;
      connection.socket.ping();
    }
    if (connection.renewIceAtMs !== 0 && nowMs >= connection.renewIceAtMs) {
      switchboard.renewIce(connection);
    }
  };

  const end = (connection: Connection): void => {
    const wasInside = connection.peerId !== "";
    metrics.closed(wasInside ? "expired" : "timeout");
    if (wasInside) {
      connection.dismiss("expired", "the join statement has expired");
      switchboard.leave(connection, "left");
    } else if (connection.state === "open") connection.close(closeCodes.timeout);
    else {
      const closeCode = closeCodes.timeout;
      connection.dismiss("expired", "the challenge was not answered in time", { closeCode });
    }
  };

  return {
    get size() {
      return connections.size;
    },
    all: () => connections,
    add,
    watch: () => {
      const nowMs = clock.monotonic();
      for (const connection of connections) watchOne(connection, nowMs);
    },
  };
}
