import type { PeerView } from "../call-view.ts";
import { historyOf } from "./measured-link.ts";
import type { MeshView } from "./mesh-view.ts";
import type { Neighbours } from "./neighbour.ts";
import { pairTroubles } from "./pair-trouble.ts";
import { qualityOf } from "./quality.ts";
import type { ShownSizes } from "./shown-sizes.ts";

export interface Drawn {
  readonly neighbours: Neighbours;
  readonly peers: readonly Pick<PeerView, "peerId" | "sends">[];
  readonly shown: ShownSizes | null;
  readonly limit: MeshView["limit"];
  /** Somebody looks at the statistics. */
  readonly isWatching: boolean;
}

export function drawMesh({ neighbours, peers, shown, limit, isWatching }: Drawn): MeshView {
  const measured = [...neighbours].flatMap(([peerId, { link }]) => {
    const history = link && historyOf(link);
    return history === null ? [] : [[peerId, history] as const];
  });
  const showsPicture = (peerId: string): boolean =>
    (shown?.[peerId]?.camera.width ?? 0) > 0 &&
    peers.some((peer) => peer.peerId === peerId && peer.sends.camera);
  const said = [...neighbours].flatMap(([peerId, neighbour]) =>
    neighbour.said === null ? [] : [[peerId, neighbour.said] as const],
  );
  const quality = measured.map(
    ([peerId, { now }]) => [peerId, qualityOf(now, showsPicture(peerId))] as const,
  );
  return {
    quality: Object.fromEntries(quality),
    troubles: pairTroubles(new Map(said), new Set(peers.map(({ peerId }) => peerId))),
    limit,
    statistics: isWatching ? Object.fromEntries(measured) : null,
  };
}
