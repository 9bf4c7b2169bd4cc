import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keySvg } from "../../protocol/key-picture.ts";
import { openedRoom } from "../support/server/enter.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const get = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${server.url}${path}`, { redirect: "manual", ...init });
const unknownRoom = `/r/${"A".repeat(43)}`;

describe.each(["/", unknownRoom])("the page %s", (path) => {
  test("has a policy under which no script runs and nothing foreign loads", async () => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = headers.get("content-security-policy")!.split("; ");
    expect(policy).toEqual([
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("has nothing inline that this policy would block, and no address elsewhere", async () => {
    const html = await (await get(path)).text();
    expect(html).not.toMatch(/<script|<style|<iframe|\sstyle=|\son[a-z]+=|javascript:/i);
    const addresses = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.filter((address) => !address!.startsWith("/"))).toEqual([]);
  });

  test("has all its files, which may be kept for good under their names", async () => {
    const html = await (await get(path)).text();
    const files = [...html.matchAll(/(?:href|src)="(\/[a-z]+\.[\w-]+\.\w+)"/g)].map(
      ([, at]) => at!,
    );
    expect(new Set(files).size).toBe(2);
    for (const file of new Set(files)) {
      const answer = await get(file);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toContain("immutable");
      const hash = createHash("sha256")
        .update(await answer.text())
        .digest("base64url");
      expect(file).toContain(`.${hash.slice(0, 12)}.`);
    }
  });

  test("is a document with language, title, one heading and a way to get the extension", async () => {
    const html = await (await get(path)).text();
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toMatch(/<title>[^<]*Latchkey<\/title>/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toMatch(/href="\/#get"|id="get"/);
    expect(Buffer.byteLength(html)).toBeLessThan(16_000);
  });
});

describe("the room page", () => {
  test("keeps the contract with the extension", async () => {
    const html = await (await get(unknownRoom)).text();
    expect(html).toContain(
      '<button id="join-with-latchkey" type="button" hidden>Join with Latchkey</button>',
    );
    expect(html).toMatch(/<p id="latchkey-missing">/);
  });

  test("of a room nobody has opened says so, and is the same otherwise", async () => {
    const html = await (await get(unknownRoom)).text();
    expect(html).toContain("This room is not open on this server now");
    expect(html).toContain('name="robots" content="noindex"');
    expect(html).not.toContain("SHA256");
  });

  test("of an open room names and draws the host, and nobody else", async () => {
    const { room, guests } = await openedRoom(server, 2);
    const html = await (await get(`/r/${room.roomId}`)).text();
    expect(html.replace(/<[^>]*>/g, "")).toContain(room.host.keyId);
    const drawn = keySvg(room.host.keyId, {
      layout: "wide",
      size: 72,
      title: "Picture of the host’s key",
    });
    expect(html).toContain(drawn);
    for (const { keyId } of guests) {
      expect(html.replace(/<[^>]*>/g, "")).not.toContain(keyId);
      expect(html).not.toContain(keyId.slice(7, 11));
    }
  });

  test("needs a room id and takes no other path", async () => {
    for (const path of ["/r/", "/r/AAAA", `${unknownRoom}/x`, `/r/${"A".repeat(44)}`, "/r/../"]) {
      expect((await get(path)).status).not.toBe(500);
    }
    expect((await get("/r/AAAA")).status).toBe(404);
    const odd = await get(`/r/%3Cscript%3E${"A".repeat(30)}`);
    expect(odd.status).toBe(404);
    expect(await odd.text()).not.toContain("script");
  });
});

describe("for operators", () => {
  test("health and readiness", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });

  test("what is not there is not there, and only reading is answered", async () => {
    expect((await get("/nothing")).status).toBe(404);
    expect((await get("/favicon.ico")).status).toBe(404);
    expect((await get("/ws")).status).toBe(426);
    const posted = await get("/", { method: "POST", body: "x".repeat(100_000) });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    const head = await get("/", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(1_000);
  });
});
