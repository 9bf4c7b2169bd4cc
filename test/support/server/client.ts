import { type ClientOptions, WebSocket } from "ws";
import { fromBase64url } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { subprotocol } from "../../../protocol/limits.ts";
import {
  type ClientMessage,
  parseServerMessage,
  type ServerMessage,
  writeMessage,
} from "../../../protocol/messages.ts";
import { joinRelayFrame, splitRelayFrame } from "../../../protocol/peer-id.ts";
import { Inbox } from "./inbox.ts";
import type { TestServer } from "./start-server.ts";

type MessageOf<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

/** A socket that speaks the protocol and reads what comes with the protocol's own parsers. */
export interface Client {
  readonly socket: WebSocket;
  readonly say: (message: ClientMessage) => void;
  /** Anything at all, as one text frame. */
  readonly sayRaw: (text: string) => void;
  readonly relay: (peerId: string, box: Uint8Array) => void;
  /** The next text frame, which must be of this type. */
  readonly next: <Type extends ServerMessage["type"]>(type: Type) => Promise<MessageOf<Type>>;
  readonly nextFrame: () => Promise<{ readonly peerId: string; readonly box: Bytes }>;
  /** Resolves once the server has read all that was sent before. */
  readonly roundTrip: () => Promise<void>;
  /** Text frames that came and were not yet asked for. */
  readonly unread: () => readonly ServerMessage[];
  readonly closed: Promise<number>;
  /** Closes and waits for the end. */
  readonly close: (code?: number) => Promise<number>;
}

/** Options of the socket, such as `headers`, `localAddress` and `autoPong`. */
export type ConnectOptions = ClientOptions;

export async function connect(
  { url }: Pick<TestServer, "url">,
  options: ConnectOptions = {},
): Promise<Client> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, subprotocol, options);
  const messages = new Inbox<ServerMessage>("message");
  const frames = new Inbox<{ peerId: string; box: Bytes }>("frame");
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) frames.put(splitRelayFrame(new Uint8Array(data)));
    else messages.put(parseServerMessage(data.toString("utf8")));
  });
  const closed = new Promise<number>((resolve) => {
    socket.on("close", (code) => {
      messages.end(`the socket was closed with ${code}`);
      frames.end(`the socket was closed with ${code}`);
      resolve(code);
    });
  });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => {});

  const next: Client["next"] = async (type) => {
    const message = await messages.next();
    if (message.type === type) return message as MessageOf<typeof type>;
    throw new Error(`expected ${type}, got ${JSON.stringify(message).slice(0, 300)}`);
  };

  return {
    socket,
    say: (message) => socket.send(writeMessage(message)),
    sayRaw: (text) => socket.send(text),
    relay: (peerId, box) => socket.send(joinRelayFrame(fromBase64url(peerId), box)),
    next,
    nextFrame: () => frames.next(),
    roundTrip: () =>
      new Promise((resolve) => {
        socket.once("pong", () => resolve());
        socket.ping();
      }),
    unread: () => messages.unread(),
    closed,
    close: (code = 1000) => {
      socket.close(code);
      return closed;
    },
  };
}
