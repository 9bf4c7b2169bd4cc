// @ts-check
// The least that a forwarder can do: `ws`, a map of rooms, and every message to the others in it.

import { createServer } from "node:http";
import { WebSocketServer } from "ws";

/** @type {Map<string, Set<import("ws").WebSocket>>} */
const rooms = new Map();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on("connection", (socket) => {
  let name = "";
  /** @type {Set<import("ws").WebSocket>} */
  let room = new Set();
  socket.on("message", (data, isBinary) => {
    // The first message says which room.
    if (name === "") {
      name = /** @type {Buffer} */ (data).toString("utf8");
      room = rooms.get(name) ?? room;
      rooms.set(name, room.add(socket));
      socket.send("in");
      return;
    }
    for (const other of room) if (other !== socket) other.send(data, { binary: isBinary });
  });
  socket.on("close", () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
  socket.on("error", () => {});
});

http.listen(Number(process.env["PORT"]), "127.0.0.1");
