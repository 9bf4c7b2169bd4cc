import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { firstMessageTimeoutMs, frameMaxBytes, subprotocol } from "../protocol/limits.ts";
import { clientAddress, limitedAs } from "./address.ts";
import { Connection, type ConnectionRules } from "./connection.ts";
import type { Services } from "./services.ts";
import { SignalingSocket } from "./signaling-socket.ts";
import type { Sockets } from "./sockets.ts";
import type { AddressRecord } from "./throttle.ts";

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Sockets beyond the limit of an address that are still told why; further ones are just cut. */
const toldTooMany = 20;
/** For the rest of a queue and the close itself; then the socket is destroyed. */
const closeTimeoutMs = 5_000;

/**
 * Takes WebSockets at `/ws`.
 *
 * The `Origin` header is not checked, on purpose. The check protects sites whose users are known by
 * a cookie that any page can send along; here nothing is known of a socket before it has signed
 * this server's nonce, and a page has no key to sign with. And there is no list of good origins:
 * every Firefox gives the extension another one. What a foreign page can do, open sockets from its
 * visitor's address, the limits of that address bound.
 */
export function createUpgrade(services: Services, sockets: Sockets, isOpen: () => boolean) {
  const { options, clock, throttle, switchboard, metrics, log } = services;
  let count = 0;
  const webSocketOptions = {
    noServer: true,
    WebSocket: SignalingSocket,
    clientTracking: false,
    handleProtocols: () => subprotocol,
    perMessageDeflate: false,
    maxPayload: frameMaxBytes,
    // A frame that comes in crumbs must not cost a hundred times its size.
    maxFragments: 64,
    maxBufferedChunks: 1_024,
    autoPong: false,
    closeTimeout: closeTimeoutMs,
  };
  const webSockets = new WebSocketServer(webSocketOptions);
  const rules: ConnectionRules = {
    queuedBytes: options.limits.queuedBytes,
    onTooSlow: (connection) => switchboard.cutOff(connection),
  };

  const take = (socket: SignalingSocket, address: AddressRecord, isCrowded: boolean): void => {
    count += 1;
    const nowMs = clock.monotonic();
    const deadlineMs = nowMs + firstMessageTimeoutMs;
    const connection = new Connection(count, socket, rules, address, nowMs, deadlineMs);
    sockets.add(connection);
    log.debug({ conn: count, address: address.key }, "connected");
    if (!isCrowded) return;
    // Told in the protocol: of an HTTP status a browser's script learns nothing.
    metrics.socketRefused("address");
    connection.dismiss("rate", "too many connections from this address");
  };

  let hasWarned = options.trustedProxies.size > 0;
  const warnOfProxy = ({ headers }: IncomingMessage): void => {
    if (hasWarned || headers["x-forwarded-for"] === undefined) return;
    hasWarned = true;
    log.warn("a proxy that TRUSTED_PROXIES does not name: all behind it count as one address");
  };

  const upgrade: UpgradeListener = (request, socket, head) => {
    if (request.url !== "/ws") return cut(socket, "404 Not Found");
    if (!isOpen()) return cut(socket, "503 Service Unavailable");
    if (!offers(request).includes(subprotocol)) return cut(socket, "400 Bad Request");
    warnOfProxy(request);
    const address = throttle.record(addressOf(request, options.trustedProxies), clock.monotonic());
    const isCrowded = throttle.isCrowded(address);
    if (address.sockets >= options.limits.socketsPerAddress + toldTooMany) {
      metrics.socketRefused("address");
      return cut(socket, "429 Too Many Requests");
    }
    webSockets.handleUpgrade(request, socket, head, (taken) => take(taken, address, isCrowded));
  };
  return upgrade;
}

function addressOf(request: IncomingMessage, trusted: ReadonlySet<string>): string {
  const forwarded = request.headers["x-forwarded-for"];
  const text = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  return limitedAs(clientAddress(request.socket.remoteAddress, text, trusted));
}

function offers(request: IncomingMessage): string[] {
  return (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
}

function cut(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
