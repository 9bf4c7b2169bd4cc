import { describe, expect, it } from "vitest";
import {
  defaultServer,
  hostOf,
  lastServer,
  needsPermission,
  permissionOrigin,
  serverOfInput,
} from "../../../extension/popup/server-input.ts";
import type { RoomRecord } from "../../../extension/shared/room-record.ts";

describe("a server, as typed", () => {
  it.each([
    ["https://call.example.org", "wss://call.example.org"],
    [" HTTPS://Call.Example.org/r/x?y#z ", "wss://call.example.org"],
    ["call.example.org", "wss://call.example.org"],
    ["call.example.org:8443", "wss://call.example.org:8443"],
    ["wss://call.example.org", "wss://call.example.org"],
    ["http://localhost:8787", "ws://localhost:8787"],
    ["localhost:8787", "ws://localhost:8787"],
    ["127.0.0.1:8787/", "ws://127.0.0.1:8787"],
    ["localhost", "ws://localhost"],
    ["localhost.example.org", "wss://localhost.example.org"],
  ])("%s is %s", (typed, server) => {
    expect(serverOfInput(typed)).toBe(server);
  });

  it.each([
    "",
    " ",
    "http://call.example.org",
    "ftp://call.example.org",
    "https://",
    "https://me@call.example.org",
    "two words",
    "https://[::1",
  ])("%j is none", (typed) => {
    expect(serverOfInput(typed)).toBeNull();
  });
});

const room = (server: string, openedAtMs: number): RoomRecord => ({
  server,
  roomId: "A".repeat(43),
  secret: "A".repeat(22),
  invite: null,
  host: null,
  identity: null,
  draft: null,
  list: null,
  highestVersion: 0,
  openedAtMs,
});

describe("the server to begin with", () => {
  it("is this machine's where no room was opened", () => {
    expect(lastServer([])).toBe(defaultServer);
  });

  it("is that of the room opened last, as an address", () => {
    const rooms = [room("ws://localhost:8787", 1), room("wss://b.example", 3), room("wss://a", 2)];
    expect(lastServer(rooms)).toBe("https://b.example");
  });
});

describe("the permission for a server", () => {
  it("names its host without a port, which match patterns of Firefox cannot have", () => {
    expect(permissionOrigin("wss://call.example.org:8443")).toBe("https://call.example.org/*");
  });

  it("is needed for other machines only", () => {
    expect(needsPermission("wss://call.example.org")).toBe(true);
    expect(needsPermission("ws://localhost:8787")).toBe(false);
  });
});

it("says a server by its host and port", () => {
  expect(hostOf("wss://call.example.org:8443")).toBe("call.example.org:8443");
});
