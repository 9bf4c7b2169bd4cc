import { expect, test } from "vitest";
import { createRelayRoute, receiverIn } from "../../server/relay-route.ts";

test("reads whom each frame is for, the same again and another one", () => {
  const route = createRelayRoute("AAECAwQFBgcICQoLDA0ODw");
  expect([...route.own]).toEqual(Array.from({ length: 16 }, (_, index) => index));
  const nobody = "AAAAAAAAAAAAAAAAAAAAAA";
  for (const peerId of [
    nobody,
    nobody,
    "AAAAAAAAAAAAAAAAAAAAAQ",
    "__________________________".slice(0, 21) + "w",
    nobody,
    "__________________________".slice(0, 21) + "w",
  ]) {
    const frame = Buffer.concat([Buffer.from(peerId, "base64url"), Buffer.alloc(40, 7)]);
    expect(receiverIn(frame, route)).toBe(peerId);
    // What the frame's bytes become later, its receiver does not see.
    frame.fill(9);
  }
});
