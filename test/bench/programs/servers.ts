import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../../scripts/steps/root.mjs";
import { type Program, startProgram } from "./program.ts";

/** The three servers that are compared. */

/**
 * The built server. All limits are at work, only higher: the whole load comes from one address, and
 * it says more than any call does.
 */
export function startLatchkey(): Promise<Program> {
  const many = "1000000000";
  return startProgram(join(root, "dist", "server", "main.js"), {
    HOST: "127.0.0.1",
    LIMIT_JOINS_PER_MINUTE: many,
    LIMIT_SOCKETS_PER_ADDRESS: many,
    LIMIT_UNAUTHENTICATED_PER_ADDRESS: many,
    LIMIT_RELAY_PER_SECOND: many,
    LIMIT_RELAY_BYTES_PER_SECOND: many,
  });
}

/** `ws` and nothing else: sockets of the same path are a room. */
export function startRawWs(): Promise<Program> {
  return startProgram(fileURLToPath(new URL("raw-ws.mjs", import.meta.url)));
}

export function startPeerjs(): Promise<Program> {
  return startProgram(fileURLToPath(new URL("peerjs.mjs", import.meta.url)));
}

export const names = { latchkey: "Latchkey", rawWs: "raw ws", peerjs: "peerjs-server" } as const;
