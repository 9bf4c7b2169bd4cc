import type { PeerView } from "../call-view.ts";
import { shortKeyId } from "../peers/short-key-id.ts";
import type { FilmScene, FilmTile } from "./film-ports.ts";

type FilmedPeer = Pick<
  PeerView,
  | "peerId"
  | "keyId"
  | "knownName"
  | "claimedName"
  | "link"
  | "isHeld"
  | "stream"
  | "screen"
  | "sends"
>;

export interface OwnPart {
  readonly name: string;
  readonly camera: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly microphone: MediaStreamTrack | null;
}

/** Everybody who may be in the film: oneself, and of the others who were told of it in time. */
export function filmScene(
  own: OwnPart,
  peers: readonly FilmedPeer[],
  wasTold: (peerId: string) => boolean,
): FilmScene {
  const seen = peers.filter(
    ({ peerId, link, isHeld }) => link === "bound" && !isHeld && wasTold(peerId),
  );
  const tiles = [
    ...tilesOf("own", own.name, own.camera, own.screen),
    ...seen.flatMap((peer) => {
      const camera = peer.sends.camera ? peer.stream : null;
      return tilesOf(peer.peerId, filmName(peer), camera, peer.screen);
    }),
  ];
  const sounds = seen.flatMap(({ stream, screen }) => [
    ...(stream?.getAudioTracks() ?? []),
    ...(screen?.getAudioTracks() ?? []),
  ]);
  return { tiles, sounds: own.microphone === null ? sounds : [own.microphone, ...sounds] };
}

function tilesOf(
  id: string,
  name: string,
  camera: MediaStream | null,
  screen: MediaStream | null,
): FilmTile[] {
  const face: FilmTile = { id, name, kind: "camera", picture: camera };
  if (screen === null) return [face];
  return [{ id: `${id} screen`, name, kind: "screen", picture: screen }, face];
}

/** As on the tiles: a name that is only claimed never looks like one that I gave. */
function filmName(peer: FilmedPeer): string {
  if (peer.knownName !== null) return peer.knownName;
  return peer.claimedName === "" ? shortKeyId(peer.keyId) : `“${peer.claimedName}”`;
}
