import { expect, test, vi } from "vitest";
import { Connection } from "../../server/connection.ts";
import { SignalingSocket, type SocketListener } from "../../server/signaling-socket.ts";
import { Throttle } from "../../server/throttle.ts";
import { defaultLimits } from "../../server/config.ts";

function attached() {
  // As `ws` makes the sockets of a server.
  const socket = new SignalingSocket(null as unknown as string, undefined, {});
  const address = new Throttle(defaultLimits).record("192.0.2.1", 0);
  const rules = { queuedBytes: 0, onTooSlow: () => {} };
  const connection = new Connection(1, socket, rules, address, 0, 0);
  const listener = { message: vi.fn(), ping: vi.fn(), pong: vi.fn(), close: vi.fn() };
  socket.attach(connection, listener satisfies SocketListener);
  return { socket, connection, listener };
}

test("tells everything to its listener, and needs nobody who listens for errors", () => {
  const { socket, connection, listener } = attached();
  const data = Buffer.from("text");
  socket.emit("message", data, false);
  socket.emit("close", 1000);
  socket.emit("error", new Error("told in the close"));
  expect(listener.message).toHaveBeenCalledWith(connection, data, false);
  expect(listener.close).toHaveBeenCalledWith(connection, 1000);
  expect(socket.eventNames()).toEqual([]);
  expect(socket.emit("open")).toBe(false);
});

test("who wants to listen for something else still can", () => {
  const { socket } = attached();
  const heard = vi.fn();
  socket.on("upgrade", heard);
  expect(socket.listenerCount("upgrade")).toBe(1);
  socket.emit("upgrade", "it");
  socket.off("upgrade", heard);
  socket.emit("upgrade", "again");
  expect(heard.mock.calls).toEqual([["it", undefined]]);
});
