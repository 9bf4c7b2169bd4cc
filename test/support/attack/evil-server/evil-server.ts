import { createServer, request as requestHttp, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { subprotocol } from "../../../../protocol/limits.ts";
import type { Knock, PeerStatement } from "../../../../protocol/messages.ts";
import type { SignedList } from "../../../../protocol/signed-list.ts";
import { makeSigningKey } from "../../protocol/signing-key.ts";
import { startServer, type TestServer } from "../../server/start-server.ts";
import type { Tamper, World } from "./attack.ts";
import { type ServerAttack, serverAttacks } from "./attacks.ts";
import { withPeerId } from "./forgery.ts";
import { type Down, type Line, openLine, type Passage, type Up } from "./line.ts";

/**
 * A signaling server that attacks: the real one, and in front of it a proxy that tampers with what
 * passes. Whatever an attack leaves alone is therefore exactly what the real server does.
 */
export interface EvilServer extends World {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly port: number;
  /** The real server behind it. */
  readonly real: TestServer;
  /** From now on, for every line. */
  readonly attack: (name: ServerAttack) => void;
  /** For the attacks that have a moment of their own. */
  readonly strike: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface EvilServerOptions {
  readonly attack?: ServerAttack;
  /** `ws://…` of another server, whose challenges are relayed. */
  readonly elsewhere?: string;
  /** 0 takes any free one. */
  readonly port?: number;
}

export async function startEvilServer(options: EvilServerOptions = {}): Promise<EvilServer> {
  const proxy = createServer();
  const { port } = await listen(proxy, options.port ?? 0);
  const origin = `ws://127.0.0.1:${port}`;
  // It must take statements for the address that people really opened, and no test here is about
  // its throttles.
  const real = await startServer({
    publicOrigin: origin,
    limits: { joinsPerMinute: 10_000, socketsPerAddress: 1_000, unauthenticatedPerAddress: 1_000 },
  });

  const lines = new Set<Line>();
  const statements = new Map<string, PeerStatement>();
  const lists: SignedList[] = [];
  const knocks: Knock[] = [];
  const world: World = {
    origin,
    key: await makeSigningKey(),
    elsewhere: options.elsewhere ?? null,
    lines: () => [...lines],
    statements: () => [...statements.values()],
    lists: () => lists,
    knocks: () => knocks,
  };
  const begin = (name: ServerAttack): Tamper => serverAttacks[name].begin(world);
  let tamper = begin(options.attack ?? "none");

  const keepStatement = (peer: PeerStatement): void => {
    const { peerId, payload, signature, publicKey } = peer;
    statements.set(peerId, { peerId, payload, signature, publicKey });
  };
  const keepList = ({ payload, signature, publicKey, by, anchor }: SignedList): void => {
    if (lists.some((known) => known.payload === payload)) return;
    lists.push({ payload, signature, publicKey, ...(by && { by }), ...(anchor && { anchor }) });
  };
  const see = async (frame: Up | Down): Promise<void> => {
    if (frame.type === "auth") keepStatement(await withPeerId(frame));
    if (frame.type === "create" || frame.type === "joined") keepList(frame.list);
    if (frame.type === "list") keepList(frame);
    if (frame.type === "knock") knocks.push(frame);
    if (frame.type === "joined") frame.peers.forEach(keepStatement);
    if (frame.type === "peer-joined") keepStatement(frame);
  };
  const passage: Passage = {
    up: async (line, frame) => {
      await see(frame);
      return tamper.up?.(frame, line) ?? [frame];
    },
    down: async (line, frame) => {
      await see(frame);
      return tamper.down?.(frame, line) ?? [frame];
    },
    mayClose: (line, code) => tamper.mayClose?.(line, code) ?? true,
    closed: (line) => void lines.delete(line),
  };

  const webSockets = new WebSocketServer({ noServer: true, handleProtocols: () => subprotocol });
  proxy.on("upgrade", (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, (client) => {
      lines.add(openLine(client, real.url.replace("http", "ws"), request, passage));
    });
  });
  passPages(proxy, real.port);

  return {
    ...world,
    url: `http://127.0.0.1:${port}`,
    port,
    real,
    attack: (name) => void (tamper = begin(name)),
    strike: async () => {
      await tamper.strike?.();
    },
    stop: async () => {
      for (const line of lines) line.close(1001);
      await real.stop();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

async function listen(proxy: Server, port: number): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    proxy.once("error", reject);
    proxy.listen(port, "127.0.0.1", resolve);
  });
  return proxy.address() as AddressInfo;
}

/** The pages are the real server's. */
function passPages(proxy: Server, realPort: number): void {
  proxy.on("request", (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const options = { host: "127.0.0.1", port: realPort, method, path: url, headers };
    const passed = requestHttp(options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
}
