/** The wallet's own numbers; those of the protocol are in protocol/limits.ts. */

/** A request nobody answers is gone after this, and with the challenge it answers. */
export const approvalLifeMs = 120_000;
/** Waiting requests of one tab about one room: a join, and confirmations for those in the call. */
export const waitingPerAsker = 3;
export const waitingMax = 20;
/** Outcomes kept for whoever asked: a signed access list is 25 KB, and session storage 10 MB. */
export const endedKept = 20;

export const roomsKept = 50;
/** Of one room: each is checked against every knock that brings one. */
export const invitesKept = 32;
export const contactsMax = 2_000;
/** Far above any call. */
export const keysSeenAtOnceMax = 64;
export const labelMaxLength = 80;
export const linkMaxLength = 2_048;
/** Far above any key file, far below what would stall the worker. */
export const keyFileMaxLength = 65_536;
