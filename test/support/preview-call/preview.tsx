// Mounts the call tab with a scene in place of a call: #call-4. `window.preview` changes it.

import { render } from "solid-js/web";
import { createStore, reconcile } from "solid-js/store";
import { CallApp } from "../../../extension/call/CallApp.tsx";
import type { CallActions, CallView, PeerView } from "../../../extension/call/call-view.ts";
import { noActions } from "../../../extension/call/empty-call.ts";
import type { Preferences } from "../../../extension/call/preferences.ts";
import { setPageLanguage } from "../../../extension/shared/i18n.ts";
import { faceStream, screenStream } from "./faces.ts";
import { scenes } from "./scenes.ts";

/** What tests and the camera see of the page. */
export interface Preview {
  /** Shows a scene of scenes.ts. */
  readonly show: (scene: string) => void;
  /** Replaces top-level parts of the view. */
  readonly change: (changes: Partial<CallView>) => void;
  readonly changePeer: (peerId: string, changes: Partial<PeerView>) => void;
  /** The actions that components asked for, in order: name, then arguments. */
  readonly asked: unknown[][];
}

const streams = new Map<number, MediaStream>();
function face(seed: number): MediaStream {
  const stream = streams.get(seed) ?? faceStream(seed);
  streams.set(seed, stream);
  return stream;
}

/** `extras`: "voices" for sound, "screen" for a screen that the second peer shares. */
function withStreams(view: CallView, extras: readonly string[]): CallView {
  return {
    ...view,
    media: { ...view.media, preview: view.media.camera === "on" ? face(0) : null },
    share: { ...view.share, preview: view.share.state === "on" ? screenStream() : null },
    peers: view.peers.map((peer) => {
      const picture = face(Number(peer.peerId.replace("peer-", "")));
      const stream = extras.includes("voices") ? withVoice(picture) : picture;
      const shares = extras.includes("screen") && peer.peerId === "peer-2";
      return {
        ...peer,
        stream: peer.link === "bound" && !peer.isHeld ? stream : null,
        screen: shares ? screenStream() : null,
      };
    }),
  };
}

function withVoice(picture: MediaStream): MediaStream {
  const voice = new AudioContext().createMediaStreamDestination().stream;
  return new MediaStream([...picture.getTracks(), ...voice.getTracks()]);
}

/** A copy: the store writes into what it is given. "+voices+screen" adds what withStreams knows. */
function sceneOf(name: string): CallView {
  const [sceneName = "", ...extras] = name.split("+");
  const scene = scenes[sceneName];
  if (scene === undefined) throw new Error(`no scene ${name}`);
  return withStreams(structuredClone(scene), extras);
}

setPageLanguage(document);
const [view, setView] = createStore<CallView>(sceneOf(location.hash.slice(1) || "lobby"));
const asked: unknown[][] = [];
const actions = Object.fromEntries(
  Object.keys(noActions).map((name) => [
    name,
    (...values: unknown[]) => {
      // What the page tells by itself, whatever one does, is nothing that was asked for.
      if (name === "showSizes") Object.assign(window, { shownSizes: values[0] });
      else asked.push([name, ...values]);
      if (name === "prefer") {
        const changes = values[0] as Partial<Preferences>;
        setView({ preferences: { ...view.preferences, ...changes } });
      }
      if (name === "dismissNotice") {
        setView({ notices: view.notices.filter(({ id }) => id !== values[0]) });
      }
      // Done, as the wallet says of a name that it took.
      return name === "nameKey" ? Promise.resolve(null) : undefined;
    },
  ]),
) as unknown as CallActions;

const preview: Preview = {
  show: (scene) => setView(reconcile(sceneOf(scene), { key: "peerId" })),
  change: (changes) => setView(changes),
  changePeer: (peerId, changes) => setView("peers", (peer) => peer.peerId === peerId, changes),
  asked,
};
Object.assign(window, { preview });

const root = document.querySelector("#app");
if (!root) throw new Error("no root");
render(() => <CallApp view={view} actions={actions} />, root);
