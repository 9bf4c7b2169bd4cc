/** Error codes on the wire: PROTOCOL.md section 5. */
export const errorCodes = [
  "version",
  "format",
  "size",
  "rate",
  "room-unknown",
  "auth",
  "private-key",
  "expired",
  "denied",
  "locked",
  "full",
  "stale",
  "list",
  "peer-unknown",
  "server",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Which check a refusal failed: a person is told this, and for whom. */
export const checks = [
  "encoding",
  "size",
  "message",
  "private-key",
  "public-key",
  "point",
  "envelope",
  "namespace",
  "signature",
  "key",
  "server",
  "room",
  "host",
  "nonce",
  "time",
  "powers",
  "session-keys",
  "allowed",
  "list",
  "list-version",
  "sdp",
  "fingerprint",
  "box",
  "commitment",
  "mac",
  "channel",
  "asked-by",
] as const;
export type Check = (typeof checks)[number];

/** Close codes of the signaling WebSocket. */
export const closeCodes = {
  restart: 1001,
  format: 4400,
  auth: 4401,
  denied: 4403,
  timeout: 4408,
  replaced: 4409,
  tooSlow: 4410,
  size: 4413,
  rate: 4429,
  server: 4500,
} as const;

/** After these, and after a connection that just vanished (1006), a client resumes with jitter. */
export function mayResumeAfter(closeCode: number): boolean {
  return (
    closeCode === closeCodes.restart ||
    closeCode === closeCodes.tooSlow ||
    closeCode === closeCodes.server ||
    closeCode === 1005 ||
    closeCode === 1006 ||
    closeCode === 1012 ||
    closeCode === 1013
  );
}

/** A refusal of this protocol: what the other side is told (`code`) and what failed (`check`). */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ErrorCode;
  readonly check: Check;

  constructor(code: ErrorCode, check: Check, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.check = check;
  }
}

export function refuse(
  code: ErrorCode,
  check: Check,
  message: string,
  cause?: unknown,
): ProtocolError {
  return new ProtocolError(code, check, message, cause);
}
