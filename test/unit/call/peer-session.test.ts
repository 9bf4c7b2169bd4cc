import { expect, it } from "vitest";
import { createPairs } from "../../../extension/call/peers/pairs.ts";
import { createPeerSession } from "../../../extension/call/peers/peer-session.ts";
import { makePaperCertificate } from "../../support/attack/paper-certificate.ts";
import { makeMember } from "../../support/protocol/joins.ts";
import { makeRoom } from "../../support/protocol/room-facts.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

it("tries again where the browser cannot open a link at all", async () => {
  const room = await makeRoom();
  const members = await Promise.all([makeMember(room), makeMember(room)]);
  const [lo, hi] = members.toSorted((a, b) => Buffer.compare(a.verified.hash, b.verified.hash));
  const pair = await createPairs(lo!.verified, lo!.session.dh.privateKey)(hi!.verified);
  const clock = createManualClock();
  let tries = 0;
  const session = createPeerSession(
    {
      verified: hi!.verified,
      pair,
      certificate: makePaperCertificate(),
      myFingerprint: lo!.session.dtls,
      iceServers: () => [{ urls: "turn:a-server-without-credentials.example.org" }],
      isRelayOnly: () => false,
      relay: () => undefined,
      openLink: () => {
        tries += 1;
        throw new DOMException("no credential", "InvalidAccessError");
      },
      clock,
      random: () => 0,
    },
    {
      attached: () => undefined,
      message: () => undefined,
      changed: () => undefined,
      forgotten: () => undefined,
    },
  );
  session.start();
  session.setPresent(true);
  clock.advance(60_000);
  expect(tries).toBeGreaterThan(5);
  expect(session.state().link).toBe("connecting");
  session.remove(false);
  expect(clock.pending()).toBe(0);
});
