import type { PeerView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "../features/feature.ts";
import type { Film, FilmMaker } from "./film-ports.ts";
import { filmScene, type OwnPart } from "./film-scene.ts";
import type { RecordingActions, RecordingNews, RecordingView } from "./recording-view.ts";

export interface RecordingDeps {
  readonly clock: Clock;
  readonly changed: () => void;
  readonly film: FilmMaker;
  readonly peers: () => readonly PeerView[];
  /** Oneself, as others see and hear one. */
  readonly ownPart: () => OwnPart;
  readonly tellRecording: (news: RecordingNews, who: string) => void;
}

export interface Recording {
  readonly feature: CallFeature;
  readonly view: () => RecordingView;
  readonly actions: RecordingActions;
}

/** Between the word that it is recorded and the first frame of whoever got it. */
const headStartMs = 1_000;
/** A peer that switches its sign on and off is told of once in that time; the sign follows. */
const newsEveryMs = 30_000;

/**
 * Records the call into a file of this machine. Everybody is told over the bound channel before
 * anything of theirs is written; who cannot be told is not in the film. A peer that says nothing
 * may record all the same: see docs/threat-model.md.
 */
export function createRecording(deps: RecordingDeps): Recording {
  const { clock } = deps;
  const peers = new Map<string, BoundPeer>();
  /** Since when they know. */
  const toldAtMs = new Map<string, number>();
  const others = new Set<string>();
  const lastNewsMs = { begun: new Map<string, number>(), over: new Map<string, number>() };
  let mine: RecordingView["mine"] = "off";
  let film: Film | null = null;
  let begunAtMs = 0;
  /** Grows with each attempt: a slow disk must not go on with one that was given up. */
  let turn = 0;
  let cancelStart = (): void => undefined;

  const tell = (peer: BoundPeer, on: boolean): void => {
    peer.send({ type: "recording", on });
    if (on) toldAtMs.set(peer.peerId, clock.now());
  };
  const wasTold = (peerId: string): boolean => {
    const atMs = toldAtMs.get(peerId);
    return atMs !== undefined && clock.now() - atMs >= headStartMs;
  };
  const over = (): void => {
    turn += 1;
    mine = "off";
    film = null;
    toldAtMs.clear();
    for (const peer of peers.values()) tell(peer, false);
    deps.changed();
  };

  const roll = async (): Promise<void> => {
    const mineTurn = turn;
    try {
      const opened = await deps.film.open({
        fileName: fileName(clock.now()),
        scene: () => filmScene(deps.ownPart(), deps.peers(), wasTold),
        failed: (fault) => void finish(`recording-${fault}`),
      });
      if (mineTurn !== turn) return opened.drop();
      film = opened;
      mine = "on";
      begunAtMs = clock.now();
      deps.changed();
    } catch {
      if (mineTurn !== turn) return;
      deps.tellRecording("recording-failed", "");
      over();
    }
  };

  const finish = async (news: RecordingNews): Promise<void> => {
    cancelStart();
    const ending = film;
    // Before its first frame, or ending already.
    if (ending === null || mine !== "on") return mine === "telling" ? over() : undefined;
    mine = "saving";
    deps.changed();
    const isKept = await ending.finish();
    deps.tellRecording(isKept ? news : "recording-not-saved", "");
    over();
  };

  const hear = (peer: BoundPeer, on: boolean): void => {
    if (others.has(peer.peerId) === on) return;
    if (on) others.add(peer.peerId);
    else others.delete(peer.peerId);
    const last = lastNewsMs[on ? "begun" : "over"];
    const lastMs = last.get(peer.peerId);
    if (lastMs === undefined || clock.now() - lastMs >= newsEveryMs) {
      last.set(peer.peerId, clock.now());
      deps.tellRecording(on ? "recording-begun" : "recording-over", peer.name());
    }
    deps.changed();
  };
  const forget = ({ peerId }: BoundPeer): void => {
    peers.delete(peerId);
    toldAtMs.delete(peerId);
    if (others.delete(peerId)) deps.changed();
  };

  return {
    feature: {
      attached: (peer) => {
        peers.set(peer.peerId, peer);
        if (mine !== "off") tell(peer, true);
      },
      message: (peer, message) => {
        if (message.type === "recording") hear(peer, message.on);
      },
      detached: forget,
      left: (peer) => {
        forget(peer);
        lastNewsMs.begun.delete(peer.peerId);
        lastNewsMs.over.delete(peer.peerId);
      },
      ended: () => {
        peers.clear();
        others.clear();
        lastNewsMs.begun.clear();
        lastNewsMs.over.clear();
        void finish("recording-saved");
      },
    },
    view: () => ({
      isPossible: deps.film.isPossible,
      mine,
      seconds: mine === "on" ? Math.floor((clock.now() - begunAtMs) / 1_000) : 0,
      others: [...others],
    }),
    actions: {
      startRecording: () => {
        if (mine !== "off" || !deps.film.isPossible) return;
        mine = "telling";
        for (const peer of peers.values()) tell(peer, true);
        cancelStart = clock.after(headStartMs, () => void roll());
        deps.changed();
      },
      stopRecording: () => void finish("recording-saved"),
    },
  };
}

/** Of local time, and sortable. Without colons: not every disk takes them. */
function fileName(atMs: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  const at = new Date(atMs);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `call-${day}-${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`;
}
