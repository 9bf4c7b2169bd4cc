import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket, WebSocketServer } from "ws";
import { root } from "../../../../scripts/steps/root.mjs";

/** Serves the page, and passes on what one participant says to the other. */
export interface BareCall {
  /** `http://127.0.0.1:<port>/` */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const files: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  "/": { path: beside("page.html"), type: "text/html" },
  "/channel": { path: beside("channel.html"), type: "text/html" },
  "/simplepeer.min.js": {
    path: join(root, "node_modules", "simple-peer", "simplepeer.min.js"),
    type: "text/javascript",
  },
};

export async function startBareCall(): Promise<BareCall> {
  const http = createServer((request, response) => {
    const file = files[request.url ?? ""];
    if (file === undefined) response.writeHead(404).end();
    else response.setHeader("content-type", file.type).end(readFileSync(file.path));
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", (socket) => {
    socket.send(JSON.stringify({ type: "others", count: sockets.clients.size - 1 }));
    socket.on("message", (data, binary) => {
      for (const other of sockets.clients) {
        if (other !== socket && other.readyState === WebSocket.OPEN) other.send(data, { binary });
      }
    });
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    address: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
