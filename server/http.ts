import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Engine } from "./engine/engine.ts";
import type { Metrics } from "./metrics.ts";
import { favicon, stylesheet } from "./pages/assets.ts";
import { assetHeaders, pageHeaders } from "./pages/headers.ts";
import { landingPage } from "./pages/landing.ts";
import { roomPage } from "./pages/room.ts";

export interface HttpDeps {
  readonly engine: Engine;
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
  readonly log: Logger;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const plain = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

/** Everything that is not the WebSocket: two pages, their stylesheet, and what operators ask. */
export function createHttpListener(deps: HttpDeps) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    void respond(deps, request, response);
    // Nothing here takes a body; what is sent anyway is not kept.
    request.resume();
  };
}

async function respond(
  deps: HttpDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, headers, body } = await answer(deps, request).catch((error: unknown): Answer => {
    deps.log.error({ err: error }, "failed");
    return { status: 500, headers: plain, body: "The server failed.\n" };
  });
  response.writeHead(status, {
    ...headers,
    "x-content-type-options": "nosniff",
    "content-length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function answer(deps: HttpDeps, request: IncomingMessage): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return { status: 405, headers: { ...plain, allow: "GET, HEAD" }, body: "Only GET.\n" };
  }
  const [path = ""] = (request.url ?? "").split("?");
  switch (path) {
    case "/":
      return { status: 200, headers: pageHeaders, body: landingPage };
    case stylesheet.path:
    case favicon.path: {
      const { contentType, text } = path === favicon.path ? favicon : stylesheet;
      return { status: 200, headers: { ...assetHeaders, "content-type": contentType }, body: text };
    }
    case "/healthz":
      return { status: 200, headers: plain, body: "ok\n" };
    case "/readyz":
      return deps.isReady()
        ? { status: 200, headers: plain, body: "ready\n" }
        : { status: 503, headers: plain, body: "stopping\n" };
    case "/metrics": {
      const { contentType, body } = await deps.metrics.page();
      return { status: 200, headers: { ...plain, "content-type": contentType }, body };
    }
    case "/ws":
      return {
        status: 426,
        headers: { ...plain, upgrade: "websocket" },
        body: "This address speaks WebSocket.\n",
      };
  }
  const [, roomId] = /^\/r\/([A-Za-z0-9_-]{43})$/.exec(path) ?? [];
  if (roomId === undefined)
    return { status: 404, headers: plain, body: "There is no such page.\n" };
  const host = deps.engine.get(roomId)?.view.head.list.host ?? null;
  return { status: 200, headers: pageHeaders, body: roomPage(host) };
}
