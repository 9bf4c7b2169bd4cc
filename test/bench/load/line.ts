import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { clientFrame, FrameReader, opcodes } from "./frames.ts";
import { within } from "./within.ts";

const answerMs = 30_000;

/**
 * A WebSocket client that costs next to nothing, so that it is the server which is busy: messages
 * that are sent many times are masked once, and what comes is not looked at.
 */
export class Line {
  readonly #socket: Socket;
  readonly #texts: string[] = [];
  #asking: { take: (text: string) => void; fail: (why: Error) => void } | null = null;
  #ended: Error | null = null;
  /** Gets every message; while it is null, texts wait for `nextText`. */
  onMessage: ((opcode: number, payload: Buffer) => void) | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    const reader = new FrameReader((opcode, payload) => this.#hear(opcode, payload));
    socket.on("data", (chunk: Buffer) => reader.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => this.#end(new Error("the server has closed the socket")));
  }

  /** A frame from `clientFrame`. */
  write(frame: Buffer): void {
    this.#socket.write(frame);
  }

  say(text: string): void {
    this.write(clientFrame(opcodes.text, Buffer.from(text)));
  }

  nextText(): Promise<string> {
    const text = this.#texts.shift();
    if (text !== undefined) return Promise.resolve(text);
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const next = new Promise<string>((take, fail) => {
      this.#asking = { take, fail };
    });
    return within(answerMs, "an answer", next);
  }

  /** From here on nothing of what comes is kept. */
  ignoreAll(): void {
    this.onMessage = () => {};
  }

  /** As a page that is closed: nobody waits for it to come back. */
  leave(): void {
    this.write(clientFrame(opcodes.close, Buffer.from([0x03, 0xe8])));
  }

  /** As a machine loses it: without a goodbye. */
  cut(): void {
    this.#socket.destroy();
  }

  #hear(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.ping) this.write(clientFrame(opcodes.pong, payload));
    else if (opcode === opcodes.close) this.#end(new Error(`closed with ${codeIn(payload)}`));
    else if (this.onMessage !== null) this.onMessage(opcode, payload);
    else if (opcode === opcodes.text) this.#keep(payload.toString("utf8"));
  }

  #keep(text: string): void {
    const asking = this.#asking;
    this.#asking = null;
    if (asking === null) this.#texts.push(text);
    else asking.take(text);
  }

  #end(why: Error): void {
    this.#ended ??= why;
    this.#asking?.fail(this.#ended);
    this.#asking = null;
  }
}

/** Opens a WebSocket of 127.0.0.1. Rejects where the server does not take it. */
export function openLine(port: number, path: string, subprotocol?: string): Promise<Line> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const opened = new Promise<Line>((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const listen = (chunk: Buffer): void => {
      answer = Buffer.concat([answer, chunk]);
      const end = answer.indexOf("\r\n\r\n");
      if (end < 0) return;
      socket.off("data", listen).off("error", reject);
      const head = answer.toString("latin1", 0, end);
      if (!head.startsWith("HTTP/1.1 101 ")) {
        reject(new Error(`no WebSocket: ${head.slice(0, 60)}`));
        return;
      }
      const line = new Line(socket);
      const rest = answer.subarray(end + 4);
      if (rest.length > 0) socket.unshift(rest);
      resolve(line);
    };
    socket.on("data", listen).once("error", reject);
    socket.write(upgradeRequest(port, path, subprotocol));
  });
  return within(answerMs, "the upgrade", opened).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
}

function upgradeRequest(port: number, path: string, subprotocol: string | undefined): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    ...(subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
    "\r\n",
  ].join("\r\n");
}

function codeIn(payload: Buffer): number {
  return payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
}
