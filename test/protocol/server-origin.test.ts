import { describe, expect, test } from "vitest";
import {
  parseServerOrigin,
  serverOriginOf,
  webOriginOf,
  webSocketUrlOf,
} from "../../protocol/server-origin.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";

test.each([
  ["https://call.example.org", "wss://call.example.org"],
  ["https://call.example.org/", "wss://call.example.org"],
  ["https://CALL.Example.org/r/x?y#z", "wss://call.example.org"],
  ["https://call.example.org:443/", "wss://call.example.org"],
  ["https://call.example.org:8443", "wss://call.example.org:8443"],
  ["wss://call.example.org/ws", "wss://call.example.org"],
  ["https://bücher.example", "wss://xn--bcher-kva.example"],
  ["https://192.0.2.7:8443", "wss://192.0.2.7:8443"],
  ["https://[2001:DB8::7]", "wss://[2001:db8::7]"],
  ["http://localhost:3000/r/x", "ws://localhost:3000"],
  ["ws://LOCALHOST:3000", "ws://localhost:3000"],
  ["http://127.0.0.1", "ws://127.0.0.1"],
  ["http://localhost:80", "ws://localhost"],
  ["https://localhost:3000", "wss://localhost:3000"],
])("the origin of %s is %s", (url, origin) => {
  expect(serverOriginOf(url)).toBe(origin);
  expect(parseServerOrigin(origin)).toBe(origin);
});

describe("refuses", () => {
  test.each([
    ["plain text to another machine", "http://call.example.org"],
    ["plain text to a neighbour", "ws://192.168.1.7:3000"],
    ["plain text to a name that begins like this machine", "ws://localhost.example.org"],
    ["plain text to a name that ends like it", "ws://evil-localhost"],
    ["plain text to every address", "http://0.0.0.0:3000"],
    ["plain text over IPv6", "http://[::1]:3000"],
    ["a name before the host", "https://call.example.org@evil.example"],
    ["a password", "https://a:b@call.example.org"],
    ["another scheme", "ftp://call.example.org"],
    ["a file", "file:///etc/passwd"],
    ["a script", "javascript:alert(1)"],
    ["data", "data:text/html,x"],
    ["an extension", "chrome-extension://abc"],
    ["no scheme", "call.example.org"],
    ["no host", "https://"],
    ["a host with a space", "https://call example.org"],
    ["an impossible port", "https://call.example.org:99999"],
    ["nothing", ""],
  ])("%s", async (_, url) => {
    await expectRefusal(() => serverOriginOf(url), "server", "format");
    await expectRefusal(() => parseServerOrigin(url), "server", "format");
  });

  test.each([
    "https://call.example.org",
    "WSS://call.example.org",
    "wss://Call.example.org",
    "wss://call.example.org/",
    "wss://call.example.org:443",
    "wss://call.example.org?",
    "wss://call.example.org#",
    "wss:call.example.org",
    "wss:\\\\call.example.org",
    " wss://call.example.org",
    "wss://call.example.org ",
    "wss://call.exam\tple.org",
    "wss://@call.example.org",
    "wss://bücher.example",
    "wss://0x7f.1",
    "ws://127.1",
    "wss://[2001:DB8::7]",
  ])("as an origin in a statement: %j", async (text) => {
    await expectRefusal(() => parseServerOrigin(text), "server", "format");
  });
});

test("leads to the page and to the socket of the same server", () => {
  expect(webOriginOf("wss://call.example.org")).toBe("https://call.example.org");
  expect(webOriginOf("ws://localhost:3000")).toBe("http://localhost:3000");
  expect(webSocketUrlOf("wss://call.example.org")).toBe("wss://call.example.org/ws");
});
