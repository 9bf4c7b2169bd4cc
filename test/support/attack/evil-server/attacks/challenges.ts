import { toBase64url } from "../../../../../protocol/base64.ts";
import { randomBytes } from "../../../../../protocol/bytes.ts";
import type { Challenge } from "../../../../../protocol/messages.ts";
import type { Attack, Tamper, World } from "../attack.ts";

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
