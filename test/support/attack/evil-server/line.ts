import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { sha256 } from "../../../../protocol/hash.ts";
import { subprotocol } from "../../../../protocol/limits.ts";
import {
  type ClientMessage,
  parseClientMessage,
  parseServerMessage,
  type ServerMessage,
  writeMessage,
} from "../../../../protocol/messages.ts";
import { joinRelayFrame, peerIdOfHash, splitRelayFrame } from "../../../../protocol/peer-id.ts";
import { fromBase64url } from "../../../../protocol/base64.ts";
import type { Bytes } from "../../../../protocol/bytes.ts";

/** A sealed box, with the id of whom it is for (up) or from (down). */
export interface Relayed {
  readonly type: "relayed";
  readonly peerId: string;
  readonly box: Bytes;
}
/** Text that is no message of the protocol. */
export interface Raw {
  readonly type: "raw";
  readonly text: string;
}
export type Up = ClientMessage | Relayed | Raw;
export type Down = ServerMessage | Relayed | Raw;

/** One client's way through the evil server to the real one. */
export interface Line {
  readonly roomId: () => string | null;
  /** Of the statement that the client authenticated with; null before. */
  readonly peerId: () => string | null;
  readonly toClient: (frame: Down) => void;
  readonly toServer: (frame: Up) => void;
  readonly close: (code: number) => void;
}

/** What is done to each frame on its way; what is returned goes on in its place, in that order. */
export interface Passage {
  readonly up: (line: Line, frame: Up) => readonly Up[] | Promise<readonly Up[]>;
  readonly down: (line: Line, frame: Down) => readonly Down[] | Promise<readonly Down[]>;
  /** False: the client is not told that the real server has closed. */
  readonly mayClose: (line: Line, code: number) => boolean;
  readonly closed: (line: Line) => void;
}

export function openLine(
  client: WebSocket,
  realOrigin: string,
  request: IncomingMessage,
  passage: Passage,
): Line {
  const server = new WebSocket(`${realOrigin}${request.url ?? "/ws"}`, subprotocol);
  let roomId: string | null = null;
  let peerId: string | null = null;
  let isOpen = false;
  const early: (string | Uint8Array)[] = [];

  const toServerSocket = (data: string | Uint8Array): void => {
    if (isOpen) server.send(data);
    else early.push(data);
  };
  const line: Line = {
    roomId: () => roomId,
    peerId: () => peerId,
    toClient: (frame) => {
      if (client.readyState === WebSocket.OPEN) client.send(written(frame));
    },
    toServer: (frame) => toServerSocket(written(frame)),
    close: (code) => {
      client.close(code);
      server.close(code);
    },
  };

  const note = async (frame: Up): Promise<void> => {
    if (frame.type === "request") roomId = frame.roomId;
    const join = frame.type === "auth" ? frame : frame.type === "resume" ? frame.join : null;
    if (join !== null) peerId = peerIdOfHash(await sha256(join.payload));
  };
  const passUp = async (data: Buffer, isBinary: boolean): Promise<void> => {
    const frame = isBinary ? relayed(data) : upText(data.toString("utf8"));
    await note(frame);
    for (const passed of await passage.up(line, frame)) line.toServer(passed);
  };
  const passDown = async (data: Buffer, isBinary: boolean): Promise<void> => {
    const frame = isBinary ? relayed(data) : parseServerMessage(data.toString("utf8"));
    for (const passed of await passage.down(line, frame)) line.toClient(passed);
  };
  // One after the other each way, however long an attack takes over a frame.
  let up: Promise<unknown> = Promise.resolve();
  let down: Promise<unknown> = Promise.resolve();
  client.on("message", (data: Buffer, isBinary: boolean) => {
    up = afterwards(up, () => passUp(data, isBinary));
  });
  server.on("message", (data: Buffer, isBinary: boolean) => {
    down = afterwards(down, () => passDown(data, isBinary));
  });

  server.on("open", () => {
    isOpen = true;
    for (const data of early.splice(0)) server.send(data);
  });
  server.on("close", (code) => {
    isOpen = false;
    void afterwards(down, () => {
      if (!passage.mayClose(line, code)) return;
      // 1005 and 1006 say that there was none; nobody may send them.
      client.close(code === 1005 || code === 1006 ? 1000 : code);
    });
  });
  client.on("close", () => {
    passage.closed(line);
    server.close();
  });
  for (const socket of [client, server]) socket.on("error", () => undefined);
  return line;
}

async function afterwards(before: Promise<unknown>, act: () => unknown): Promise<void> {
  await before;
  try {
    await act();
  } catch (error) {
    console.error("evil server:", error);
  }
}

function relayed(data: Buffer): Relayed {
  return { type: "relayed", ...splitRelayFrame(new Uint8Array(data)) };
}

/** Malformed text goes on as it is: what the real server says to it is the real server's affair. */
function upText(text: string): Up {
  try {
    return parseClientMessage(text);
  } catch {
    return { type: "raw", text };
  }
}

function written(frame: Up | Down): string | Uint8Array {
  if (frame.type === "relayed") return joinRelayFrame(fromBase64url(frame.peerId, 16), frame.box);
  return frame.type === "raw" ? frame.text : writeMessage(frame);
}
