import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { WebSocketServer } from "ws";

/** Something that listens and is no Latchkey server. */
export interface OtherServer {
  /** `http://127.0.0.1:<port>`. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Answers every request with a page, and knows no WebSockets. */
export function startWebSite(): Promise<OtherServer> {
  return listening(
    createServer((_, response) => {
      response.setHeader("content-type", "text/html").end("<h1>Welcome to our bakery</h1>");
    }),
  );
}

/** Takes every WebSocket and every subprotocol, and speaks a language of its own. */
export function startOtherProtocol(): Promise<OtherServer> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", (socket) => socket.send("hello, what is your nickname?"));
  return listening(http);
}

async function listening(server: Server): Promise<OtherServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    address: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
