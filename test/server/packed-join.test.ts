import { expect, test } from "vitest";
import { joinMaxLifeMs } from "../../protocol/limits.ts";
import { keyIdOfJwk } from "../../protocol/public-key.ts";
import { packJoin, unpackJoin } from "../../server/packed-join.ts";
import { makeMember } from "../support/protocol/joins.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";

/** The first that a statement can name, one before 1970, and nearly the last. */
const farTimes = [Date.parse("0000-01-01T00:00:00Z"), -1e12, Date.parse("9999-12-01T00:00:00Z")];

test("a packed statement comes out as it was, character by character", async () => {
  for (const server of ["wss://call.example.org", "ws://localhost:8787"]) {
    const room = await makeRoom({ server });
    for (let times = 0; times < 40; times += 1) {
      const { signed, join } = await makeMember(
        room,
        {},
        times % 2 === 0
          ? {}
          : {
              powers: "admit",
              issuedAtMs: farTimes[times % 3]! + times,
              expiresAtMs: farTimes[times % 3]! + joinMaxLifeMs,
            },
      );
      const packed = packJoin(signed, join);
      const { room: roomId, host, key } = join;
      expect(unpackJoin(packed, { room: roomId, host, key })).toEqual(signed);
      expect(packed.length).toBeLessThan(400);
      expect(await keyIdOfJwk(signed.publicKey)).toBe(key);
    }
  }
});
