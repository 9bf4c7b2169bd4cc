import type { LinksMessage } from "../../../protocol/channel/links.ts";
import type { PeerView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "../features/feature.ts";
import { mediaSlots, type MediaSlot } from "../peers/media-slot.ts";
import { drawMesh } from "./draw-mesh.ts";
import { linksFor } from "./link-reports.ts";
import { measure } from "./measured-link.ts";
import { type MeshActions, type MeshView, noMesh } from "./mesh-view.ts";
import { type Neighbour, newNeighbour, receiverOf } from "./neighbour.ts";
import { createOwnTracks } from "./own-tracks.ts";
import { isPathLimited } from "./path-limit.ts";
import { nextReception } from "./reception.ts";
import { planSending, type SendPlan, type Situation } from "./send-ladder.ts";
import type { ShownOfPeer, ShownSizes } from "./shown-sizes.ts";
import { nextStrain, noStrain, type SendingSpeed } from "./strain.ts";
import { nextWant } from "./wants.ts";

/** Sends to each what they show, as far as network and machine bear it, and watches the links. */
export interface Mesh {
  readonly feature: CallFeature;
  readonly view: () => MeshView;
  readonly actions: MeshActions;
  /** Another track is to be sent, or somebody has begun or ceased to speak. */
  readonly mediaChanged: () => void;
}

export interface MeshDeps {
  readonly clock: Clock;
  readonly changed: () => void;
  readonly track: (slot: MediaSlot) => MediaStreamTrack | null;
  readonly isSpeaking: () => boolean;
  /** Everybody else in the call, bound or not. */
  readonly peers: () => readonly PeerView[];
  /** Logical processors. */
  readonly cores: number;
}

const tickMs = 1_000;
/** Between two looks at a link, and two words about links, in ticks. */
const lookEvery = 3;
const reportEvery = 5;
/** Wishes come one by one when people arrive; a malicious member sends them without end. */
const gatherMs = 150;
const freshMs = 1_500;
/** The first estimates of a way are low, and grow by themselves. */
const tightMs = 15_000;

const unseen: ShownOfPeer = { camera: { width: 0, height: 0 }, screen: { width: 0, height: 0 } };

export function createMesh(deps: MeshDeps): Mesh {
  const { clock } = deps;
  const neighbours = new Map<string, Neighbour>();
  const tracks = createOwnTracks(deps.track);
  let shown: ShownSizes | null = null;
  let plan: SendPlan = { links: new Map(), capture: null };
  let strain = noStrain;
  let isWatching = false;
  let ticks = 0;
  let isGathering = false;
  let cancelTick: (() => void) | null = null;
  let tightSinceMs: number | null = null;
  let view: MeshView = noMesh;

  const replan = (): void => {
    if (isGathering) return;
    isGathering = true;
    clock.after(gatherMs, () => {
      isGathering = false;
      apply();
    });
  };

  const situation = (): Situation => ({
    ...tracks.sources(),
    isSpeaking: deps.isSpeaking(),
    machine: { cores: deps.cores, strain: strain.strain },
    receivers: [...neighbours.values()].map(receiverOf),
  });

  const apply = (): void => {
    if (neighbours.size === 0) return;
    plan = planSending(situation());
    for (const [peerId, { peer }] of neighbours) {
      for (const slot of mediaSlots) send(peer, slot, peerId);
    }
    if (plan.capture !== null) tracks.need(plan.capture, clock.now(), replan);
  };

  const send = (peer: BoundPeer, slot: MediaSlot, peerId: string): void => {
    const slotPlan = plan.links.get(peerId)?.[slot];
    if (slotPlan === undefined) return;
    const isActive = slot === "microphone" ? deps.isSpeaking() : slotPlan.isActive;
    // Two that thin out frames one after the other leave fewer than either was asked for.
    const isThinned = slot === "camera" && tracks.isAsSlowAs(slotPlan.maxFramesPerSecond);
    const maxFramesPerSecond = isThinned ? 0 : slotPlan.maxFramesPerSecond;
    peer.link()?.setSending(slot, { ...slotPlan, isActive, maxFramesPerSecond });
  };

  const tellWant = (neighbour: Neighbour): void => {
    if (shown === null) return;
    const drawn = shown[neighbour.peer.peerId];
    // Who has just come is drawn in a moment: "nothing" now would delay their first picture.
    const isFresh = clock.now() - neighbour.sinceMs < freshMs;
    if (drawn === undefined && isFresh && neighbour.want.told === null) return;
    const wanted = drawn ?? unseen;
    const step = nextWant(neighbour.want, wanted, clock.now());
    neighbour.want = step.state;
    if (step.tell !== null) neighbour.peer.send({ type: "want", ...step.tell });
    if (step.againInMs !== null) {
      clock.after(step.againInMs + 1, () => {
        if (neighbours.get(neighbour.peer.peerId) === neighbour) tellWant(neighbour);
      });
    }
  };

  const look = async (neighbour: Neighbour): Promise<void> => {
    const link = neighbour.peer.link();
    if (link === null) return;
    const report = await link.statistics().catch(() => null);
    if (report === null || neighbours.get(neighbour.peer.peerId) !== neighbour) return;
    neighbour.link = measure(neighbour.link, report, clock.now());
  };

  const tick = async (): Promise<void> => {
    ticks += 1;
    const turn = ticks;
    const due = [...neighbours.values()].filter(
      (_, index) => isWatching || (turn + index) % lookEvery === 0,
    );
    await Promise.all(due.map(look));
    if (turn % reportEvery === 0) reportLinks();
    if (turn % lookEvery === 0) {
      strain = nextStrain(strain, speeds(), clock.now());
      apply();
    }
    redraw();
  };
  const keepTicking = (): void => {
    cancelTick ??= clock.after(tickMs, () => {
      cancelTick = null;
      if (neighbours.size > 0) void tick().finally(keepTicking);
    });
  };

  const speeds = (): SendingSpeed[] =>
    [...neighbours].flatMap(([peerId, { link }]) => {
      const planned = plan.links.get(peerId)?.camera;
      if (link?.figures?.sent == null || planned?.isActive !== true) return [];
      return [
        {
          plannedFramesPerSecond: planned.maxFramesPerSecond,
          sourceFramesPerSecond: link.counts.sourceFramesPerSecond,
          sentFramesPerSecond: link.figures.sent.framesPerSecond,
          limitedBy: link.figures.limitedBy,
        },
      ];
    });

  const reportLinks = (): void => {
    const peers = deps.peers();
    for (const neighbour of neighbours.values()) {
      neighbour.peer.send(linksFor(neighbour, peers, neighbours));
    }
  };

  /** Drawn with the next tick: a malicious member says this as often as they like. */
  const hearReport = (neighbour: Neighbour, message: LinksMessage): void => {
    const atMs = clock.now();
    if (neighbour.said !== null && atMs - neighbour.said.atMs < tickMs) return;
    const { links, hears, sees } = message;
    neighbour.said = { links, hearsMe: hears, seesMe: sees, atMs };
    if (neighbour.link === null) return;
    neighbour.reception = nextReception(neighbour.reception, message, neighbour.link.counts);
  };

  const redraw = (): void => {
    view = drawMesh({ neighbours, peers: deps.peers(), shown, limit: limitNow(), isWatching });
    deps.changed();
  };

  const limitNow = (): MeshView["limit"] => {
    if (strain.strain > 0) return "machine";
    const isTight = neighbours.size > 0 && isPathLimited(situation(), plan);
    tightSinceMs = isTight ? (tightSinceMs ?? clock.now()) : null;
    return tightSinceMs !== null && clock.now() - tightSinceMs >= tightMs ? "network" : "nothing";
  };

  const attach = (peer: BoundPeer): void => {
    const neighbour = newNeighbour(peer, clock.now());
    neighbours.set(peer.peerId, neighbour);
    // In this very turn: else the first pictures go out as large as the camera is.
    apply();
    tellWant(neighbour);
    clock.after(freshMs, () => {
      if (neighbours.get(peer.peerId) === neighbour) tellWant(neighbour);
    });
    keepTicking();
  };

  const forget = ({ peerId }: BoundPeer): void => {
    if (!neighbours.delete(peerId)) return;
    replan();
    redraw();
  };

  return {
    feature: {
      attached: attach,
      detached: forget,
      left: forget,
      message: ({ peerId }, message) => {
        const neighbour = neighbours.get(peerId);
        if (neighbour === undefined) return;
        if (message.type === "links") hearReport(neighbour, message);
        if (message.type !== "want") return;
        neighbour.theirWant = { camera: message.camera, screen: message.screen };
        replan();
      },
      ended: () => {
        neighbours.clear();
        cancelTick?.();
        cancelTick = null;
        strain = noStrain;
        view = noMesh;
      },
    },
    view: () => view,
    actions: {
      showSizes: (sizes) => {
        shown = sizes;
        for (const neighbour of neighbours.values()) tellWant(neighbour);
      },
      watchStatistics: (watching) => {
        isWatching = watching;
        redraw();
      },
    },
    mediaChanged: () => {
      // The voice at once, from the plan there is: a syllable does not wait.
      for (const [peerId, { peer }] of neighbours) send(peer, "microphone", peerId);
      replan();
    },
  };
}
