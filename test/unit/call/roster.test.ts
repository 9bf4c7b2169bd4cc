import { describe, expect, it } from "vitest";
import type { ListView } from "../../../protocol/access-list.ts";
import type { Clock } from "../../../extension/call/clock.ts";
import { createPairs } from "../../../extension/call/peers/pairs.ts";
import type { PeerLink } from "../../../extension/call/peers/peer-link.ts";
import { createRoster } from "../../../extension/call/peers/roster.ts";
import type { SessionKeys } from "../../../extension/call/session/session-keys.ts";
import { makePaperCertificate } from "../../support/attack/paper-certificate.ts";
import { makeMember, type Member } from "../../support/protocol/joins.ts";
import { listFields, signList, verifiedList } from "../../support/protocol/lists.ts";
import { makeRoom, type Room, testTimeMs } from "../../support/protocol/room-facts.ts";
import { viewAfter } from "../../support/protocol/views.ts";

const silentLink: PeerLink = {
  signal: () => undefined,
  send: () => undefined,
  buffered: () => 0,
  drained: async () => undefined,
  setTrack: () => undefined,
  stream: () => ({}) as MediaStream,
  screenStream: () => ({}) as MediaStream,
  audioLevel: () => 0,
  remoteFingerprint: async () => null,
  setSending: () => undefined,
  statistics: async () => new Map() as RTCStatsReport,
  mediaHeard: () => 0,
  packetsHeard: async () => 0,
  refreshVideo: () => undefined,
  restartIce: () => undefined,
  setIceServers: () => undefined,
  close: () => undefined,
};

async function viewWith(room: Room, ...allowed: readonly Member[]): Promise<ListView> {
  const allow = allowed.map(({ identity }) => ({ key: identity.keyId, role: "member" as const }));
  const signed = await signList(listFields(room, { allow }), room.host);
  return viewAfter(await verifiedList(room, signed));
}

/** The roster of `me`, whose links never connect; `links` are those that were opened. */
function rosterOf(room: Room, me: Member, list: { view: ListView }, onPair = () => {}) {
  const links: string[] = [];
  const refusals: string[] = [];
  const clock: Clock = { now: () => testTimeMs, after: () => () => undefined };
  const { session } = me;
  const keys: SessionKeys = {
    sign: session.sign.sign,
    signPoint: session.sign.point,
    dh: session.dh.privateKey,
    certificate: makePaperCertificate(),
    statement: {
      sessionSign: session.sign.pointText,
      sessionDh: session.dh.pointText,
      sessionDtls: session.dtls,
    },
  };
  const pairs = createPairs(me.verified, keys.dh);
  const roster = createRoster(
    {
      facts: { server: room.server, room: room.roomId, host: room.host.keyId },
      me: me.verified,
      keys,
      pairs: (them) => {
        onPair();
        return pairs(them);
      },
      myName: "",
      list: () => list.view,
      track: () => null,
      iceServers: () => [],
      isRelayOnly: () => false,
      relay: () => undefined,
      openLink: ({ fingerprint }) => {
        links.push(fingerprint);
        return silentLink;
      },
      clock,
      random: () => 0,
      signConfirmation: async () => null,
      knownName: () => null,
      guard: { holds: () => false, isKeptOut: () => false },
      features: [],
    },
    {
      changed: () => undefined,
      joined: () => undefined,
      left: () => undefined,
      unreachable: () => undefined,
      refused: (_key, check) => refusals.push(check),
      head: () => undefined,
      list: () => undefined,
    },
  );
  return { roster, links, refusals };
}

async function scene() {
  const room = await makeRoom();
  const me = await makeMember(room, { identity: room.host });
  // `lo` opens the link: only then is one seen to be opened.
  let them = await makeMember(room);
  while (Buffer.compare(me.verified.hash, them.verified.hash) > 0) them = await makeMember(room);
  return { room, me, them };
}

describe("the roster of a call", () => {
  it("comes to an end with a new list that still does not let somebody in", async () => {
    const { room, me, them } = await scene();
    const { roster, refusals } = rosterOf(room, me, { view: await viewWith(room) });
    await roster.add(them.peer);
    await roster.enforce();
    expect(refusals).toEqual(["allowed", "allowed"]);
  });

  it("opens one link to a peer of whom it is told twice at once", async () => {
    const { room, me, them } = await scene();
    const { roster, links } = rosterOf(room, me, { view: await viewWith(room, them) });
    await Promise.all([roster.add(them.peer), roster.add(them.peer)]);
    expect(links).toEqual([them.session.dtls]);
    expect(roster.views().map(({ link }) => link)).toEqual(["connecting"]);
  });

  it("opens no link once the call has ended", async () => {
    const { room, me, them } = await scene();
    const { roster, links } = rosterOf(room, me, { view: await viewWith(room, them) });
    const added = roster.add(them.peer);
    roster.end();
    await added;
    await roster.add(them.peer);
    expect(links).toEqual([]);
  });

  it("goes by the list as it is when the link is opened", async () => {
    const { room, me, them } = await scene();
    const list = { view: await viewWith(room, them) };
    const without = await viewWith(room);
    const { roster, links } = rosterOf(room, me, list, () => {
      list.view = without;
    });
    await roster.add(them.peer);
    expect(links).toEqual([]);
    expect(roster.views().map(({ failedCheck }) => failedCheck)).toEqual(["allowed"]);
  });
});
