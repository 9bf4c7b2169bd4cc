/** Every number of the protocol. The server's are defaults that its configuration may change. */

export const protocolVersion = 1;
export const subprotocol = "latchkey.1";

export const statementMaxBytes = 2_048;
/** Base64 of an SSHSIG envelope. */
export const signatureMaxLength = 2_048;
export const listMaxBytes = 24_576;
export const listMaxEntries = 256;
export const listMaxVersion = 999_999_999;
/** How far ahead of the last seen version a list may be where versions between were missed. */
export const listMaxGap = 1_000;
export const listMaxLifeMs = 30 * 24 * 3_600_000;

export const joinMaxLifeMs = 12 * 3_600_000;
export const clockSkewMs = 5 * 60_000;
export const challengeTtlMs = 300_000;
export const confirmTtlMs = 120_000;
export const confirmPauseMs = 30_000;
export const bindTimeoutMs = 10_000;
export const headGossipMs = 15_000;

export const sdpMaxBytes = 65_536;
/** ICE restarts of one connection; after these it is built anew. */
export const restartsMax = 1_000_000;
/** A sealed signal on its way over a third participant. */
export const carriedMaxBytes = 73_728;
/** Across or down, of what somebody asks another to send. */
export const pictureMaxPixels = 16_384;
/** Of other participants, in one report. */
export const linksMaxEntries = 64;
export const frameMaxBytes = 131_072;
export const authMaxBytes = 16_384;
/** A list in its JSON frame, with `by` and `anchor`. */
export const listFrameMaxBytes = 65_536;
export const peerIdBytes = 16;

export const nameMaxLength = 40;
export const noteMaxLength = 140;

export const firstMessageTimeoutMs = 10_000;
export const resumeWindowMs = 60_000;
export const pingEveryMs = 25_000;
export const deadAfterMs = 60_000;
export const turnLifeMs = 3_600_000;

export const sessionsPerKey = 3;
export const meshMaxMembers = 12;
export const socketsPerAddress = 100;
export const unauthenticatedPerAddress = 20;
export const joinsPerMinute = 30;
export const failedTriesBeforeDelay = 10;
export const failedTriesWindowMs = 600_000;
export const relayPerSecond = 60;
export const relayBurst = 200;
export const relayBytesPerSecond = 262_144;
export const queuedMaxBytes = 262_144;
export const roomsMax = 10_000;
export const knocksPerRoom = 5;
export const knocksPerMinute = 1;
/** After this a knock that nobody answered makes room for others. */
export const knockLifeMs = 120_000;
export const listsPerMinute = 30;

export const captionMaxLength = 300;
export const chatMaxLength = 4_000;
export const fileMaxBytes = 1_099_511_627_776;
export const fileNameMaxLength = 120;
export const fileChunkMaxBytes = 65_536;
/** What is read, hashed and written at once; what a file goes on from after a break. */
export const fileBlockBytes = 1_048_576;
