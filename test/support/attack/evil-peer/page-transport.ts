import type { BrowserContext, Page } from "playwright-core";
import type { Bytes } from "../../../../protocol/bytes.ts";
import type { IceCandidate } from "../../../../protocol/signal-messages.ts";
import { Inbox } from "../../server/inbox.ts";
import {
  installRawPeers,
  type RawEvent,
  type RawPeers,
  type RawReceived,
  type RawWindow,
} from "./raw-peers.ts";
import { type RawConnection, type Transport, withResolvers } from "./transport.ts";

/** Raw RTCPeerConnections in a page of their own: real SDP, ICE, DTLS and media, and no rules. */
export interface EvilPage {
  readonly page: Page;
  /** A transport with a certificate of its own. */
  readonly transport: () => Promise<EvilTransport>;
  /**
   * Whose certificate a browser accepts that is given this description and pins nothing: the one
   * that is `used`, or none, where the handshake fails.
   */
  readonly whoAnswers: (
    used: EvilTransport,
    spoil: (sdp: string) => string,
  ) => Promise<"other" | "none">;
  readonly close: () => Promise<void>;
}

export interface EvilTransport extends Transport {
  /** By all connections of this transport together. */
  readonly received: () => Promise<RawReceived>;
}

// Trusted like https, and nowhere: no server is asked for it.
const address = "http://evil.localhost/";

export async function openEvilPage(context: BrowserContext): Promise<EvilPage> {
  const page = await context.newPage();
  await page.route(address, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Evil</title>" }),
  );
  const listeners = new Map<number, (event: RawEvent) => void>();
  const early = new Map<number, RawEvent[]>();
  await page.exposeFunction("rawEvent", (peer: number, event: RawEvent) => {
    const listener = listeners.get(peer);
    if (listener !== undefined) listener(event);
    else early.set(peer, [...(early.get(peer) ?? []), event]);
  });
  await page.goto(address);
  await page.evaluate(installRawPeers);

  const connect = async (
    certificate: number,
    onCandidate: (candidate: IceCandidate) => void,
  ): Promise<{ index: number; connection: RawConnection }> => {
    const index = await call(page, "open", certificate);
    const incoming = new Inbox<string | Bytes>("data");
    const { promise: opened, resolve, reject } = withResolvers();
    const hear = (event: RawEvent): void => {
      switch (event.event) {
        case "opened":
          return resolve();
        case "closed":
          incoming.end("the connection was closed");
          return reject(new Error("the connection was closed"));
        case "candidate": {
          const { candidate = "", sdpMid = null, sdpMLineIndex = null } = event.candidate;
          return onCandidate({ candidate, sdpMid, sdpMLineIndex });
        }
        case "data":
          return incoming.put(
            event.isText ? event.data : new Uint8Array(Buffer.from(event.data, "base64")),
          );
      }
    };
    listeners.set(index, hear);
    for (const event of early.get(index) ?? []) hear(event);
    const connection: RawConnection = {
      offer: () => call(page, "offer", index),
      answer: (offer) => call(page, "answer", index, offer),
      accept: (answer) => call(page, "accept", index, answer),
      // One may come when all is over.
      addCandidate: (candidate) => call(page, "candidate", index, candidate).catch(() => undefined),
      send: (data) =>
        typeof data === "string"
          ? call(page, "send", index, data, true)
          : call(page, "send", index, Buffer.from(data).toString("base64"), false),
      opened,
      incoming,
      close: () => call(page, "close", index),
    };
    return { index, connection };
  };

  const transport = async (): Promise<EvilTransport> => {
    const { index: certificate, fingerprint } = await call(page, "certificate");
    const indexes: number[] = [];
    return {
      fingerprint,
      connect: async (onCandidate) => {
        const { index, connection } = await connect(certificate, onCandidate);
        indexes.push(index);
        return connection;
      },
      received: async () => {
        const all = await Promise.all(indexes.map((index) => call(page, "received", index)));
        return {
          packets: all.reduce((sum, { packets }) => sum + packets, 0),
          frames: all.reduce((sum, { frames }) => sum + frames, 0),
          connection: all.map(({ connection }) => connection).join(" "),
        };
      },
    };
  };

  return {
    page,
    transport,
    whoAnswers: async (used, spoil) => {
      const victim = await (
        await transport()
      ).connect((candidate) => {
        void attacker.addCandidate(candidate);
      });
      const attacker = await used.connect((candidate) => void victim.addCandidate(candidate));
      try {
        const answer = await victim.answer(spoil(await attacker.offer()));
        await attacker.accept(answer);
        await attacker.opened;
        return "other";
      } catch {
        return "none";
      } finally {
        await Promise.all([victim.close(), attacker.close()]);
      }
    },
    close: () => page.close(),
  };
}

function call<Name extends keyof RawPeers>(
  page: Page,
  name: Name,
  ...values: Parameters<RawPeers[Name]>
): Promise<Awaited<ReturnType<RawPeers[Name]>>> {
  return page.evaluate(
    ([method, given]) => {
      const peers = (window as unknown as RawWindow).rawPeers as unknown as Record<
        string,
        (...parameters: unknown[]) => unknown
      >;
      return peers[method]!(...given);
    },
    [name as string, values as unknown[]] as const,
  ) as Promise<Awaited<ReturnType<RawPeers[Name]>>>;
}
