import type { Clock } from "../clock.ts";
import { gatherCandidates } from "./gather.ts";
import { loopBack } from "./loop-back.ts";
import { relaysAmong } from "./relay-only.ts";

/** What was measured of the ways out of this machine. */
export interface ConnectionFindings {
  /** This browser connects to itself: calls between browsers are not switched off. */
  readonly connects: boolean;
  /** Until there is a permission for camera or microphone, browsers name no address on the network. */
  readonly namesAddresses: boolean;
  /** Whether a server of the call told this machine's address on the internet. */
  readonly reachesOut: "yes" | "no" | "not-offered";
  readonly relay: RelayFinding;
}

/** A real connection to itself over the relay, and nothing else. */
export type RelayFinding =
  | { readonly is: "works"; readonly roundTripMs: number }
  | { readonly is: "fails" | "not-offered" };

/** `servers` null: they come with the way into a call, and are not known yet. */
export interface ConnectionView {
  readonly knowsServers: boolean;
  readonly offersRelay: boolean;
  readonly isRunning: boolean;
  readonly findings: ConnectionFindings | null;
}

export type OpenConnection = (configuration: RTCConfiguration) => RTCPeerConnection;

export async function checkConnection(
  open: OpenConnection,
  servers: readonly RTCIceServer[],
  clock: Clock,
): Promise<ConnectionFindings> {
  const relays = relaysAmong(servers);
  const [candidates, straight, relayed] = await Promise.all([
    gatherCandidates(open, { iceServers: [...servers] }, clock),
    loopBack(open, { iceServers: [] }, clock),
    relays.length === 0
      ? null
      : loopBack(open, { iceServers: relays, iceTransportPolicy: "relay" }, clock),
  ]);
  const isOutside = candidates.some((candidate) => / typ (srflx|relay)( |$)/.test(candidate));
  return {
    connects: straight !== null,
    namesAddresses: candidates.some((it) => / typ host( |$)/.test(it) && !/\.local /.test(it)),
    reachesOut: servers.length === 0 ? "not-offered" : isOutside ? "yes" : "no",
    relay: relayFinding(relays.length > 0, relayed),
  };
}

function relayFinding(isOffered: boolean, roundTripMs: number | null): RelayFinding {
  if (!isOffered) return { is: "not-offered" };
  return roundTripMs === null ? { is: "fails" } : { is: "works", roundTripMs };
}
