import { describe, expect, test } from "vitest";
import type { Check } from "../../protocol/codes.ts";
import type { ServerAttack } from "../support/attack/evil-server/attacks.ts";
import { createStage, type Scene } from "../support/attack/stage.ts";
import type { Party } from "../support/attack/party.ts";

const scene = createStage();

const forged: readonly (readonly [ServerAttack, Check])[] = [
  ["swap-fingerprint", "signature"],
  ["swap-dh", "signature"],
  ["resign", "key"],
  ["impostor", "allowed"],
  ["wrong-peer-id", "key"],
  ["two-fingerprints", "encoding"],
  ["odd-case", "fingerprint"],
  ["carriage-return", "encoding"],
  ["line-feed", "encoding"],
  ["tab", "encoding"],
  ["sha-1", "fingerprint"],
  ["point-off-curve", "point"],
  ["point-at-infinity", "point"],
  ["point-compressed", "encoding"],
  ["point-of-another-curve", "point"],
];

describe("a server that hands out other statements than were signed", () => {
  test("control: the statements as they were signed bind two people", async () => {
    const { joined, members, network } = await scene();
    const alice = await joined(0);
    const bob = await joined(1);
    await alice.untilBound(members[1]!.keyId);
    await bob.untilBound(members[0]!.keyId);
    expect(network.links.map(({ sent }) => [...sent])).toEqual([
      ["microphone", "camera"],
      ["microphone", "camera"],
    ]);
  });

  test.each(forged)("%s: refused by both, who name the check %s", async (attack, check) => {
    const there = await scene(2, attack);
    const alice = await there.joined(0);
    const bob = await there.joined(1);
    await refuses(alice, claimed(there, attack, 1), check);
    await refuses(bob, claimed(there, attack, 0), check);
    expect(there.network.links).toEqual([]);
  });
});

test("private-jwk: a server that sends a private key speaks no protocol, and nobody is linked", async () => {
  const { joined, party, members, network } = await scene(2, "private-jwk");
  const alice = await joined(0);
  const bob = party(1);
  bob.session.join(members[1]!.keyId, "Bob");
  await bob.until("back", ({ state }) => state().at === "lobby");
  expect(bob.state()).toMatchObject({ problem: { problem: "server-speaks-something-else" } });
  await alice.until("without the server", ({ notices }) =>
    notices.some(({ notice }) => notice === "server-gone"),
  );
  expect(alice.state().at).toBe("in-call");
  expect(network.links).toEqual([]);
});

/** Whose key the tampered statement names. */
function claimed({ evil, members }: Scene, attack: ServerAttack, index: number): string {
  return attack === "impostor" ? evil.key.keyId : members[index]!.keyId;
}

async function refuses(party: Party, key: string, check: Check): Promise<void> {
  await party.until(`a refusal of ${key}`, ({ peer }) => peer(key)?.link === "refused");
  expect(party.peers()).toMatchObject([{ keyId: key, failedCheck: check, stream: null }]);
  expect(party.notices).toContainEqual(
    expect.objectContaining({ notice: "peer-refused", failedCheck: check }),
  );
}
