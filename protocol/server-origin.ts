import { refuse } from "./codes.ts";

/** Plain `ws://` is only for a server on this very machine. */
const plainHosts = new Set(["localhost", "127.0.0.1"]);

/**
 * An origin as statements name it, from a URL (`https:`, `http:`, `wss:` or `ws:`): lower case,
 * scheme and host with its port, nothing behind. Refuses plain text to anywhere but this machine.
 */
export function serverOriginOf(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw refuse("format", "server", "not a server address", cause);
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw refuse("format", "server", "a server address has no user name");
  }
  const { protocol, host, hostname } = parsed;
  if (host === "") throw refuse("format", "server", "not a server address");
  if (protocol === "https:" || protocol === "wss:") return `wss://${host.toLowerCase()}`;
  if ((protocol === "http:" || protocol === "ws:") && plainHosts.has(hostname)) {
    return `ws://${host.toLowerCase()}`;
  }
  throw refuse("format", "server", "a server is reached over https, or on this machine");
}

/** Refuses what `serverOriginOf` would not have written. */
export function parseServerOrigin(text: string): string {
  if (serverOriginOf(text) !== text) throw refuse("format", "server", "not a server's origin");
  return text;
}

/** The page origin of a server: `https://…`, or `http://…` on this machine. */
export function webOriginOf(serverOrigin: string): string {
  return serverOrigin.replace(/^ws/, "http");
}

/** Where its WebSocket is. */
export function webSocketUrlOf(serverOrigin: string): string {
  return `${serverOrigin}/ws`;
}
