import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type WebSocket, WebSocketServer } from "ws";
import { root } from "../../../../scripts/steps/root.mjs";

/** Serves the page, and passes on what the participants say to each other. */
export interface BareMesh {
  /** Of the page, for tiles of this size in CSS pixels. */
  readonly address: (width: number, height: number) => string;
  readonly close: () => Promise<void>;
}

const files: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  "/": { path: fileURLToPath(new URL("page.html", import.meta.url)), type: "text/html" },
  "/simplepeer.min.js": {
    path: join(root, "node_modules", "simple-peer", "simplepeer.min.js"),
    type: "text/javascript",
  },
};

export async function startBareMesh(): Promise<BareMesh> {
  const http = createServer((request, response) => {
    const file = files[new URL(request.url ?? "", "http://page").pathname];
    if (file === undefined) response.writeHead(404).end();
    else response.setHeader("content-type", file.type).end(readFileSync(file.path));
  });
  const sockets = new WebSocketServer({ server: http });
  const present = new Map<number, WebSocket>();
  let lastId = 0;
  sockets.on("connection", (socket) => {
    const id = ++lastId;
    socket.send(JSON.stringify({ others: [...present.keys()] }));
    present.set(id, socket);
    socket.on("close", () => present.delete(id));
    socket.on("message", (data: Buffer) => {
      const { to, signal } = JSON.parse(data.toString()) as { to: number; signal: unknown };
      present.get(to)?.send(JSON.stringify({ from: id, signal }));
    });
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    address: (width, height) => `http://127.0.0.1:${address.port}/?width=${width}&height=${height}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}
