import { createStore, reconcile } from "solid-js/store";
import { nameMaxLength } from "../../protocol/limits.ts";
import { toName } from "../../protocol/name.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import { buildRoomLink } from "../../protocol/room-link.ts";
import type { Identity } from "../shared/identity.ts";
import type { AskBackground } from "../shared/requests.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import type { CallState } from "./session/call-machine.ts";
import { createCallSession } from "./session/call-session.ts";
import type { CallActions, CallNotice, CallView, Stage } from "./call-view.ts";
import type { Clock } from "./clock.ts";
import { createFeatures } from "./features/features.ts";
import { createCallMedia } from "./media/call-media.ts";
import type { HabitStore } from "./media/device-habits.ts";
import type { Media } from "./media/media.ts";
import type { Sounds } from "./media/sounds.ts";
import type { PreferenceStore } from "./preferences.ts";
import type { OpenPeerLink } from "./peers/peer-link.ts";
import type { SessionKeys } from "./session/session-keys.ts";
import type { OpenSignaling } from "./session/signaling-client.ts";
import type { WalletAsks } from "./session/wallet-asks.ts";

export interface CallStoreDeps {
  readonly record: RoomRecord;
  readonly identities: readonly Identity[];
  readonly ask: AskBackground;
  readonly asks: WalletAsks;
  readonly media: Media;
  readonly openSignaling: OpenSignaling;
  readonly makeKeys: () => Promise<SessionKeys>;
  readonly openLink: OpenPeerLink;
  readonly clock: Clock;
  readonly random: () => number;
  readonly copy: (text: string) => Promise<void>;
}

const drawEveryMs = 60;
const levelsEveryMs = 200;

  readonly preferences: PreferenceStore;
/** The state of the call tab, for drawing, and what a person can do there. */
export function createCallStore(deps: CallStoreDeps): {
  view: CallView;
  actions: CallActions;
  dispose: () => void;
} {
  const { record, clock } = deps;
  const names = new Map<KeyId, string>(deps.identities.map(({ keyId, name }) => [keyId, name]));
  let identity = chooseIdentity(record, deps.identities);
  let notices: readonly CallNotice[] = [];
  let nextNotice = 1;
  let isDrawing = false;

  const draw = (): void => {
    if (isDrawing) return;
    isDrawing = true;
    clock.after(drawEveryMs, () => {
  let preferences = deps.preferences.read();
      isDrawing = false;
      setView(reconcile(snapshot(), { key: "peerId", merge: false }));
    });
  };

  const features = createFeatures({ clock, changed: draw });

  const makeOwnMedia = (wishes: Wishes): OwnMedia =>
    createOwnMedia(deps.media, wishes, {
      changed: draw,
      trackChanged: (slot) => session.roster()?.sendTrack(slot),
    });

  const learnNames = async (keys: readonly KeyId[]): Promise<void> => {
    try {
      for (const { key, name } of await deps.ask("call/known-keys", { keys })) names.set(key, name);
    } catch {
      // Then everybody is shown as new: the safe side.
    }
  };

  const session = createCallSession(
    {
      record,
      asks: deps.asks,
      remember: (host, key, list, version) => {
        const { server, roomId } = record;
        const facts = { server, roomId, host, identity: key, list, version };
        deps.ask("call/remember", facts).catch(() => undefined);
      },
      knownName: (key) => names.get(key) ?? null,
      learnNames,
      track: (slot) => own.track(slot),
      openSignaling: deps.openSignaling,
      makeKeys: deps.makeKeys,
      openLink: deps.openLink,
      clock,
      random: deps.random,
      isRelayOnly: () => preferences.hidesAddress,
      features: features.all,
    },
    {
      changed: () => {
        // Whatever way the call ended: no light stays on.
        if (session.state().at === "left") own.stop();
        draw();
      },
      notice: (notice) => addNotice(notice),
    },
  );

  let own = makeOwnMedia(firstWishes);

  const addNotice = (notice: Omit<CallNotice, "id">): void => {
    const id = nextNotice++;
    notices = withRoom([...notices, { id, ...notice }]);
    draw();
  };
  const dismissNotice = (id: number): void => {
    notices = notices.filter((notice) => notice.id !== id);
    draw();
  };

  const link = buildRoomLink(record);
  const snapshot = (): CallView => {
    const host = session.host();
    return {
      ...features.views(),
      stage: stageOf(session.state()),
      server: record.server,
      roomId: record.roomId,
      link,
      host,
      hostName: host === null ? null : (names.get(host) ?? null),
      isOwnRoom: host !== null && deps.identities.some(({ keyId }) => keyId === host),
      identities: deps.identities,
      identity,
      ...media.view(),
      preferences,
      peers,
      proof: proof.view(peers),
      knocks: session.knocks(),
      notices,
    };
  };
  const [view, setView] = createStore<CallView>(snapshot());

  const tickLevels = (): void => {
    if (session.state().at === "in-call") draw();
    cancelTick = clock.after(levelsEveryMs, tickLevels);
  };
  let cancelTick = (): void => undefined;
  tickLevels();
  void own.retry();
  if (record.host !== null) void learnNames([record.host]).then(draw);

  const setMedia = (kind: MediaKind) => (on: boolean) => void own.set(kind, on);

  const actions: CallActions = {
    ...features.actions,
    chooseIdentity: (keyId) => {
      identity = keyId;
      draw();
    },
    join: () => {
      const chosen = deps.identities.find(({ keyId }) => keyId === identity);
      if (chosen === undefined) return;
      session.join(chosen.keyId, toName(chosen.name, nameMaxLength));
    },
    cancel: session.cancel,
    leave: session.leave,
    backToLobby: () => {
      // As it was left: who had the camera off does not find it on.
      own = makeOwnMedia(own.wishes());
      void own.retry();
      session.backToLobby();
    },
    setMicrophone: setMedia("microphone"),
    setCamera: setMedia("camera"),
    chooseDevice: (kind, deviceId) => void own.choose(kind, deviceId),
    retryMedia: () => void own.retry(),
    shareScreen: () => void own.share.start(),
    stopSharing: () => own.share.stop(),
    setShareSuits: (suits) => own.share.setSuits(suits),
    copyLink: () => {
      deps
        .copy(link)
        .then(() => addNotice({ notice: "link-copied", who: "", failedCheck: null }))
        .catch(() => addNotice({ notice: "link-not-copied", who: "", failedCheck: null }));
    },
    confirmIdentity: (peerId) => session.roster()?.confirm(peerId),
    admit: session.admit,
    dismissKnock: session.dismissKnock,
    dismissNotice,
  };

  return {
    view,
    actions,
    dispose: () => {
      cancelTick();
      session.leave();
    prefer: (changes) => {
      preferences = { ...preferences, ...changes };
      deps.preferences.write(preferences);
      draw();
    },
      own.stop();
    },
  };
}

const passing = new Set<CallNotice["notice"]>(["peer-joined", "peer-left", "server-back", "knock"]);
const noticesMax = 5;

/** Where there are too many, comings and goings make room before refusals and warnings do. */
function withRoom(notices: readonly CallNotice[]): readonly CallNotice[] {
  if (notices.length <= noticesMax) return notices;
  const dropped = notices.find(({ notice }) => passing.has(notice)) ?? notices[0];
  return notices.filter((notice) => notice !== dropped);
}

function chooseIdentity(record: RoomRecord, identities: readonly Identity[]): KeyId | null {
  const preferred = record.draft === null ? record.identity : record.host;
  const known = identities.find(({ keyId }) => keyId === preferred);
  return (known ?? identities[0])?.keyId ?? null;
}

function stageOf(state: CallState): Stage {
  switch (state.at) {
    case "lobby":
      return { stage: "lobby", problem: state.problem };
    case "connecting":
    case "waiting-for-approval":
    case "entering":
      return { stage: state.at };
    case "at-door":
      return { stage: "waiting-for-host", adminsPresent: state.adminsPresent };
    case "in-call":
      return { stage: "in-call", server: state.line.is };
    case "left":
      return { stage: "left", problem: state.problem };
  }
}
