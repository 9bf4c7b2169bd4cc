import { expect, test } from "vitest";
import { createServers } from "../../../extension/background/servers.ts";
import { createFakeBrowser } from "../../support/background/fake-browser.ts";

function setUp() {
  const browser = createFakeBrowser(0);
  return { ...browser, servers: createServers(browser.ports) };
}

test("a server is added once its host is allowed, and its room pages get the script", async () => {
  const { servers, roomPages } = setUp();
  await expect(servers.add("wss://call.example.org")).rejects.toMatchObject({
    code: "server/no-permission",
  });
  expect(roomPages.scripts.size).toBe(0);
  roomPages.permitted.add("call.example.org");
  expect(await servers.add("wss://call.example.org")).toEqual(["wss://call.example.org"]);
  expect([...roomPages.scripts]).toEqual(["call.example.org"]);
  expect(await servers.mayOfferJoin("wss://call.example.org")).toBe(true);
  expect(await servers.mayOfferJoin("wss://call.example.org:8443")).toBe(false);
});

test("servers on this machine need no permission and no script of their own", async () => {
  const { servers, roomPages } = setUp();
  expect(await servers.mayOfferJoin("ws://localhost:8787")).toBe(true);
  expect(await servers.add("ws://localhost:8787")).toEqual(["ws://localhost:8787"]);
  expect(roomPages.scripts.size).toBe(0);
});

test("two servers of one host share its script until both are gone", async () => {
  const { servers, roomPages } = setUp();
  roomPages.permitted.add("example.org");
  await servers.add("wss://example.org");
  await servers.add("wss://example.org:8443");
  expect(await servers.remove("wss://example.org")).toEqual(["wss://example.org:8443"]);
  expect([...roomPages.scripts]).toEqual(["example.org"]);
  await servers.remove("wss://example.org:8443");
  expect(roomPages.scripts.size).toBe(0);
});

test("a permission taken back in the browser's settings takes the server along", async () => {
  const { servers, roomPages } = setUp();
  roomPages.permitted.add("a.example").add("b.example");
  await servers.add("wss://a.example");
  await servers.add("wss://b.example");
  roomPages.permitted.delete("a.example");
  await servers.reconcile();
  expect(await servers.list()).toEqual(["wss://b.example"]);
  expect([...roomPages.scripts]).toEqual(["b.example"]);
});

test("scripts that an update of the browser has lost are registered again", async () => {
  const { servers, roomPages } = setUp();
  roomPages.permitted.add("a.example");
  await servers.add("wss://a.example");
  roomPages.scripts.clear();
  roomPages.scripts.add("left-over.example");
  await servers.reconcile();
  expect([...roomPages.scripts]).toEqual(["a.example"]);
});
