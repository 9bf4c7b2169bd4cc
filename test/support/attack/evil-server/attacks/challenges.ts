import { WebSocket } from "ws";
import { toBase64url } from "../../../../../protocol/base64.ts";
import { randomBytes } from "../../../../../protocol/bytes.ts";
import { subprotocol } from "../../../../../protocol/limits.ts";
import { type Challenge, writeMessage } from "../../../../../protocol/messages.ts";
import type { Attack, Tamper, World } from "../attack.ts";
import type { Line } from "../line.ts";

const hourMs = 3_600_000;

/** The server lies before anybody has signed anything. */
export const challengeAttacks = {
  "invent-host": {
    does: "says that it is itself the host of every room",
    begin: challenging(({ room, ...rest }, { key }) => ({
      ...rest,
      room: { host: key.jwk, salt: room?.salt ?? toBase64url(randomBytes(16)) },
    })),
  },
  "other-salt": {
    does: "names the right host and another room of theirs",
    begin: challenging(({ room, ...rest }) => ({
      ...rest,
      room: room && { ...room, salt: toBase64url(randomBytes(16)) },
    })),
  },
  "other-room": {
    does: "challenges for another room than the one that was asked for",
    begin: challenging((given) => ({ ...given, roomId: toBase64url(randomBytes(32)) })),
  },
  "clock-ahead": {
    does: "has everybody sign for the hour after this one",
    begin: challenging((given) => ({ ...given, issuedAtMs: given.issuedAtMs + hourMs })),
  },
  "clock-behind": {
    does: "has everybody sign for the hour before this one",
    begin: challenging((given) => ({ ...given, issuedAtMs: given.issuedAtMs - hourMs })),
  },
  "deny-room": {
    does: "says that it knows none of the rooms",
    begin: challenging((given) => ({ ...given, room: null })),
  },
  "relay-challenge": {
    does: "passes on another server's challenge, and the answer to that server",
    begin: (world) => relayChallenge(world),
  },
  "flood-challenges": {
    does: "challenges a hundred times over",
    begin: () => ({
      down: (frame) => {
        if (frame.type !== "challenge") return [frame];
        const further = Array.from({ length: 99 }, () => ({
          ...frame,
          nonce: toBase64url(randomBytes(32)),
        }));
        return [frame, ...further];
      },
    }),
  },
} as const satisfies Record<string, Attack>;

type Change = (given: Challenge, world: World) => Challenge;

function challenging(change: Change): (world: World) => Tamper {
  return (world) => ({
    down: (frame) => [frame.type === "challenge" ? change(frame, world) : frame],
  });
}

/** Whoever signs for this server must not be let in at another one by it. */
function relayChallenge({ elsewhere }: World): Tamper {
  const others = new Map<Line, WebSocket>();
  return {
    up: (frame, line) => {
      if (elsewhere === null || frame.type === "relayed" || frame.type === "raw") return [frame];
      const text = writeMessage(frame);
      const open = others.get(line);
      if (open !== undefined) open.send(text);
      else others.set(line, speakWith(elsewhere, text, line));
      return [];
    },
  };
}

function speakWith(server: string, first: string, line: Line): WebSocket {
  const socket = new WebSocket(`${server}/ws`, subprotocol);
  socket.on("open", () => socket.send(first));
  socket.on("error", () => undefined);
  socket.on("message", (data: Buffer) => {
    line.toClient({ type: "raw", text: data.toString("utf8") });
  });
  socket.on("close", (code) => line.close(code === 1006 ? 1000 : code));
  return socket;
}
