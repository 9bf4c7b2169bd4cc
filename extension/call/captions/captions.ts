import { captionMaxLength } from "../../../protocol/limits.ts";
import { toName } from "../../../protocol/name.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "../features/feature.ts";
import type { CaptionsActions, CaptionsView } from "./captions-view.ts";
import type { Ears } from "./ears.ts";

export interface CaptionsDeps {
  readonly clock: Clock;
  readonly changed: () => void;
  readonly ears: Ears;
  /** The microphone as it is sent, or null where it is not. */
  readonly microphone: () => MediaStreamTrack | null;
}

export interface Captions {
  readonly feature: CallFeature;
  readonly view: () => CaptionsView;
  readonly actions: CaptionsActions;
  /** Another microphone is sent, or none: only what others hear is understood. */
  readonly microphoneChanged: () => void;
}

/** As long as it takes to read. */
const staysMs = 5_000;
/** Words change while somebody speaks. */
const sendEveryMs = 300;

export function createCaptions(deps: CaptionsDeps): Captions {
  const peers = new Map<string, BoundPeer>();
  const texts = new Map<string, { readonly text: string; readonly cancel: () => void }>();
  let isPossible = false;
  let isMineOn = false;
  let areThere = false;
  let areShown = false;
  let stopListening: (() => void) | null = null;
  let heard: MediaStreamTrack | null = null;
  let unsent: string | null = null;
  let isWaiting = false;
  void deps.ears.canListen().then(
    (can) => {
      isPossible = can;
      return deps.changed();
    },
    () => undefined,
  );

  const put = (from: string, text: string): void => {
    texts.get(from)?.cancel();
    texts.delete(from);
    if (text !== "") {
      const cancel = deps.clock.after(staysMs, () => put(from, ""));
      texts.set(from, { text, cancel });
    }
    deps.changed();
  };

  const flush = (): void => {
    isWaiting = false;
    if (unsent === null) return;
    for (const peer of peers.values()) peer.send({ type: "caption", text: unsent });
    unsent = null;
    isWaiting = true;
    deps.clock.after(sendEveryMs, flush);
  };
  const say = (sentence: string): void => {
    // Of a sentence without an end the beginning has been read.
    const text = toName(sentence.slice(-captionMaxLength), captionMaxLength);
    // The end of a sentence takes nothing away: it goes when it has been read.
    if (text === "") return;
    put("", text);
    unsent = text;
    if (!isWaiting) flush();
  };

  const follow = (): void => {
    const track = isMineOn ? deps.microphone() : null;
    if (track === heard) return;
    heard = track;
    stopListening?.();
    stopListening =
      track === null
        ? null
        : deps.ears.listen(track, say, () => {
            heard = null;
            stopListening = null;
            isMineOn = false;
            deps.changed();
          });
  };
  const captionMe = (on: boolean): void => {
    isMineOn = on && isPossible;
    if (!isMineOn) put("", "");
    follow();
    deps.changed();
  };

  return {
    feature: {
      attached: (peer) => void peers.set(peer.peerId, peer),
      message: ({ peerId }, message) => {
        if (message.type !== "caption") return;
        areThere = true;
        put(peerId, message.text);
      },
      left: ({ peerId }) => {
        peers.delete(peerId);
        put(peerId, "");
      },
      ended: () => {
        peers.clear();
        captionMe(false);
        for (const from of texts.keys()) put(from, "");
        areThere = false;
      },
    },
    view: () => ({
      isPossible,
      isMineOn,
      areThere: areThere || isMineOn,
      areShown,
      texts: Object.fromEntries([...texts].map(([from, { text }]) => [from, text])),
    }),
    actions: {
      captionMe,
      showCaptions: (on) => {
        areShown = on;
        deps.changed();
      },
    },
    microphoneChanged: follow,
  };
}
