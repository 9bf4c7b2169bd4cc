import type { LinksMessage } from "../../../protocol/channel/links.ts";
import { linksMaxEntries } from "../../../protocol/limits.ts";
import type { PeerView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "../features/feature.ts";
import { mediaSlots, type MediaSlot } from "../peers/peer-link.ts";
import { historyOf, type MeasuredLink, measure } from "./measured-link.ts";
import { type MeshActions, type MeshView, noMesh } from "./mesh-view.ts";
import { createOwnTracks } from "./own-tracks.ts";
import { pairTroubles, type Said } from "./pair-trouble.ts";
import { isPathLimited } from "./path-limit.ts";
import { qualityOf } from "./quality.ts";
import { allReceived, nextReception, type Reception } from "./reception.ts";
import { planSending, type Receiver, type SendPlan, type Situation } from "./send-ladder.ts";
import type { ShownOfPeer, ShownSizes } from "./shown-sizes.ts";
import { nextStrain, noStrain, type SendingSpeed } from "./strain.ts";
import { nextWant, nothingTold, type WantState } from "./wants.ts";

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

interface Neighbour {
  readonly peer: BoundPeer;
  readonly sinceMs: number;
  /** What they show of this side. */
  theirWant: ShownOfPeer;
  want: WantState;
  link: MeasuredLink | null;
  reception: Reception;
  said: Said | null;
}

const tickMs = 1_000;
/** Between two looks at a link, and two words about links, in ticks. */
const lookEvery = 3;
const reportEvery = 5;
/** Wishes come one by one when people arrive; a malicious member sends them without end. */
const gatherMs = 60;
const freshMs = 1_500;
/** The first estimates of a way are low, and grow by themselves. */
const tightMs = 15_000;

/** Until they say: enough to see who is there. */
const firstWant: ShownOfPeer = {
  camera: { width: 320, height: 180 },
  screen: { width: 640, height: 360 },
};
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
    receivers: [...neighbours].map(([peerId, neighbour]) => receiverOf(peerId, neighbour)),
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
    const others = deps.peers().filter(({ link }) => link !== "refused");
    const links = others.slice(0, linksMaxEntries).map(({ peerId, link }) => {
      const known = neighbours.get(peerId);
      const state = link === "bound" ? (known?.link?.isSilent ? "weak" : "bound") : "lost";
      const { hears = true, sees = true } = known?.reception ?? {};
      return { peer: peerId, state, hears, sees } as const;
    });
    for (const { peer, link, reception } of neighbours.values()) {
      const message: LinksMessage = {
        type: "links",
        links: links.filter((report) => report.peer !== peer.peerId),
        hears: reception.hears,
        sees: reception.sees,
        voice: link?.counts.voicePacketsSent ?? 0,
        picture: link?.counts.picturePacketsSent ?? 0,
      };
      peer.send(message);
    }
  };

  const hearReport = (neighbour: Neighbour, message: LinksMessage): void => {
    const { links, hears, sees } = message;
    neighbour.said = { links, hearsMe: hears, seesMe: sees };
    if (neighbour.link !== null) {
      neighbour.reception = nextReception(neighbour.reception, message, neighbour.link.counts);
    }
    redraw();
  };

  const redraw = (): void => {
    view = viewNow();
    deps.changed();
  };

  const viewNow = (): MeshView => {
    const peers = deps.peers();
    const measured = [...neighbours].flatMap(([peerId, { link }]) =>
      link?.figures == null ? [] : [{ peerId, link, figures: link.figures }],
    );
    const showsPicture = (peerId: string): boolean =>
      (shown?.[peerId]?.camera.width ?? 0) > 0 &&
      peers.some((peer) => peer.peerId === peerId && peer.sends.camera);
    const said = [...neighbours].flatMap(([peerId, neighbour]) =>
      neighbour.said === null ? [] : [[peerId, neighbour.said] as const],
    );
    return {
      quality: Object.fromEntries(
        measured.map(({ peerId, figures }) => [peerId, qualityOf(figures, showsPicture(peerId))]),
      ),
      troubles: pairTroubles(new Map(said), new Set(peers.map(({ peerId }) => peerId))),
      limit: limitNow(),
      statistics: isWatching
        ? Object.fromEntries(
            measured.flatMap(({ peerId, link }) => {
              const history = historyOf(link);
              return history === null ? [] : [[peerId, history]];
            }),
          )
        : null,
    };
  };

  const limitNow = (): MeshView["limit"] => {
    if (strain.strain > 0) return "machine";
    const isTight = neighbours.size > 0 && isPathLimited(situation(), plan);
    tightSinceMs = isTight ? (tightSinceMs ?? clock.now()) : null;
    return tightSinceMs !== null && clock.now() - tightSinceMs >= tightMs ? "network" : "nothing";
  };

  const attach = (peer: BoundPeer): void => {
    const neighbour: Neighbour = {
      peer,
      sinceMs: clock.now(),
      theirWant: neighbours.get(peer.peerId)?.theirWant ?? firstWant,
      want: nothingTold,
      link: null,
      reception: allReceived,
      said: null,
    };
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

function receiverOf(peerId: string, { theirWant, link }: Neighbour): Receiver {
  const { figures = null } = link ?? {};
  return {
    peerId,
    ...theirWant,
    path: {
      availableBitsPerSecond: figures?.availableBitsPerSecond ?? null,
      loss: figures?.lossThere ?? 0,
      roundTripMs: figures?.roundTripMs ?? null,
    },
  };
}
