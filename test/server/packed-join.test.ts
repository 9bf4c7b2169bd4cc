import { expect, test } from "vitest";
import { keyIdOfJwk } from "../../protocol/public-key.ts";
import { packJoin, unpackJoin } from "../../server/packed-join.ts";
import { makeMember } from "../support/protocol/joins.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";

test("a packed statement comes out as it was, character by character", async () => {
  for (const server of ["wss://call.example.org", "ws://localhost:8787"]) {
    const room = await makeRoom({ server });
    for (let times = 0; times < 40; times += 1) {
      const { signed, join } = await makeMember(
        room,
        {},
        times % 2 === 0
          ? {}
          : { powers: "admit", issuedAtMs: times * 1e9, expiresAtMs: times * 1e9 + 1 },
      );
      const packed = packJoin(signed, join);
      const { room: roomId, host, key } = join;
      expect(unpackJoin(packed, { room: roomId, host, key })).toEqual(signed);
      expect(packed.length).toBeLessThan(400);
      expect(await keyIdOfJwk(signed.publicKey)).toBe(key);
    }
  }
});
