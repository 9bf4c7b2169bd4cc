import { closeCodes, type ErrorCode } from "../protocol/codes.ts";
import { writeMessage, type ServerMessage } from "../protocol/messages.ts";
import type { Budget } from "./budget.ts";
import type { AddressRecord } from "./throttle.ts";
import type { RelayBudget } from "./relay-budget.ts";
import type { RelayRoute } from "./relay-route.ts";
import type { SignalingSocket } from "./signaling-socket.ts";

/** What a socket was told to sign over; used up by the first try, good or bad. */
export interface GivenChallenge {
  readonly nonce: string;
  readonly issuedAtMs: number;
  /** The room was unknown, so that a list may be brought along. */
  readonly mayCreate: boolean;
}

export type ConnectionState = "open" | "challenged" | "waiting" | "joined" | "closed";

/** How an error goes on the wire. */
export interface ErrorDetails {
  readonly retryAfterMs?: number;
  readonly closeCode?: number;
}

/** What every connection of a server shares. */
export interface ConnectionRules {
  readonly queuedBytes: number;
  readonly onTooSlow: (connection: Connection) => void;
}

const closeCodeOf: Readonly<Record<ErrorCode, number>> = {
  version: closeCodes.format,
  format: closeCodes.format,
  size: closeCodes.size,
  rate: closeCodes.rate,
  "room-unknown": closeCodes.denied,
  auth: closeCodes.auth,
  "private-key": closeCodes.auth,
  expired: closeCodes.auth,
  denied: closeCodes.denied,
  locked: closeCodes.denied,
  full: closeCodes.denied,
  stale: closeCodes.replaced,
  list: closeCodes.auth,
  "peer-unknown": closeCodes.format,
  server: closeCodes.server,
};

/**
 * One socket. There are thousands of these, most of them idle: no closures, no timers, and nothing
 * of the HTTP request is kept.
 */
export class Connection {
  readonly number: number;
  readonly socket: SignalingSocket;
  readonly rules: ConnectionRules;
  readonly address: AddressRecord;
  state: ConnectionState = "open";
  roomId = "";
  peerId = "";
  challenge: GivenChallenge | null = null;
  /** Monotonic: for a message, for the answer to a challenge, then the end of the statement. */
  deadlineMs: number;
  /** Monotonic, of the last frame that came in. */
  seenAtMs: number;
  pingedAtMs: number;
  /** Monotonic; 0 where there is no TURN server. */
  renewIceAtMs = 0;
  /** Texts that came while one was being verified; they are heard in their order. */
  backlog: Buffer[] | null = null;
  relayBudget: RelayBudget | null = null;
  relayRoute: RelayRoute | null = null;
  listBudget: Budget | null = null;

  constructor(
    number: number,
    socket: SignalingSocket,
    rules: ConnectionRules,
    address: AddressRecord,
    nowMs: number,
    deadlineMs: number,
  ) {
    this.number = number;
    this.socket = socket;
    this.rules = rules;
    this.address = address;
    this.deadlineMs = deadlineMs;
    this.seenAtMs = nowMs;
    this.pingedAtMs = nowMs;
  }

  /** Written once for everybody it goes to. */
  sendText(text: string): void {
    if (this.state === "closed") return;
    if (this.socket.bufferedAmount + text.length > this.rules.queuedBytes) {
      this.rules.onTooSlow(this);
      return;
    }
    this.socket.send(text);
  }

  send(message: ServerMessage): void {
    this.sendText(writeMessage(message));
  }

  /** Told, and the socket stays. */
  refuse(code: ErrorCode, message: string, { retryAfterMs }: ErrorDetails = {}): void {
    this.send({
      type: "error",
      code,
      message,
      fatal: false,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }

  /** Told, and closed: from here on nothing of this socket is heard. */
  dismiss(code: ErrorCode, message: string, details: ErrorDetails = {}): void {
    const { retryAfterMs, closeCode = closeCodeOf[code] } = details;
    if (this.state === "closed") return;
    this.send({
      type: "error",
      code,
      message,
      fatal: true,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
    this.close(closeCode);
  }

  close(closeCode: number): void {
    this.state = "closed";
    this.challenge = null;
    this.backlog = null;
    this.socket.close(closeCode);
  }
}
