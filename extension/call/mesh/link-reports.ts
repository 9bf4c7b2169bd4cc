import type { LinkReport, LinksMessage } from "../../../protocol/channel/links.ts";
import { linksMaxEntries } from "../../../protocol/limits.ts";
import type { PeerView } from "../call-view.ts";
import type { Neighbour, Neighbours } from "./neighbour.ts";

/** What one peer is told of this side's links. */
export function linksFor(
  { peer, link, reception }: Neighbour,
  peers: readonly Pick<PeerView, "peerId" | "link">[],
  neighbours: Neighbours,
): LinksMessage {
  const others = peers.filter(
    ({ peerId, link: state }) => peerId !== peer.peerId && state !== "refused",
  );
  return {
    type: "links",
    links: others
      .slice(0, linksMaxEntries)
      .map((other) => reportOn(other, neighbours.get(other.peerId))),
    hears: reception.hears,
    sees: reception.sees,
    voice: link?.counts.voicePacketsSent ?? 0,
    picture: link?.counts.picturePacketsSent ?? 0,
  };
}

function reportOn(
  { peerId, link }: Pick<PeerView, "peerId" | "link">,
  known: Neighbour | undefined,
): LinkReport {
  const { hears = true, sees = true } = known?.reception ?? {};
  const alive = known?.link?.isSilent ? "weak" : "bound";
  return { peer: peerId, state: link === "bound" ? alive : "lost", hears, sees };
}
