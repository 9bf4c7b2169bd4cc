import { createStore, reconcile } from "solid-js/store";
import { nameMaxLength, noteMaxLength } from "../../protocol/limits.ts";
import { toName } from "../../protocol/name.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import { buildRoomLink } from "../../protocol/room-link.ts";
import type { Identity } from "../shared/identity.ts";
import type { AskBackground, BackgroundEvent } from "../shared/requests.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import type { CallState } from "./session/call-machine.ts";
import { createCallSession } from "./session/call-session.ts";
import type { CallActions, CallNotice, CallView, Stage } from "./call-view.ts";
import type { Clock } from "./clock.ts";
import { createKnownPeople } from "./proof/known-people.ts";
import { createProof } from "./proof/proof.ts";
import type { FileStore } from "./files/file-ports.ts";
import { createBackdrop } from "./backdrop/backdrop.ts";
import type { BackdropStore, FilterMaker } from "./backdrop/filter-ports.ts";
import type { Ears } from "./captions/ears.ts";
import type { FilmMaker } from "./recording/film-ports.ts";
import { createFeatures } from "./features/features.ts";
import { createCallMedia } from "./media/call-media.ts";
import type { HabitStore } from "./media/device-habits.ts";
import type { Media } from "./media/media.ts";
import type { Sounds } from "./media/sounds.ts";
import type { OpenConnection } from "./connection/connection-check.ts";
import { createConnectionDesk } from "./connection/connection-desk.ts";
import type { LastCallStore } from "./session/last-call.ts";
import type { PreferenceStore } from "./preferences.ts";
import type { OpenPeerLink } from "./peers/peer-link.ts";
import type { SessionKeys } from "./session/session-keys.ts";
import type { OpenSignaling } from "./session/signaling-client.ts";
import type { WalletAsks } from "./session/wallet-asks.ts";

export interface CallStoreDeps {
  readonly record: RoomRecord;
  readonly identities: readonly Identity[];
  readonly ask: AskBackground;
  readonly listen: (listener: (event: BackgroundEvent) => void) => () => void;
  readonly asks: WalletAsks;
  readonly media: Media;
  readonly habits: HabitStore;
  readonly sounds: Sounds;
  readonly openSignaling: OpenSignaling;
  readonly makeKeys: () => Promise<SessionKeys>;
  readonly openLink: OpenPeerLink;
  readonly clock: Clock;
  readonly random: () => number;
  /** Logical processors. */
  readonly cores: number;
  readonly copy: (text: string) => Promise<void>;
  readonly fileStore: FileStore;
  readonly film: FilmMaker;
  readonly ears: Ears;
  readonly filters: FilterMaker;
  readonly backdrops: BackdropStore;
  readonly saveText: (fileName: string, text: string) => void;
  readonly preferences: PreferenceStore;
  readonly lastCall: LastCallStore;
  readonly openConnection: OpenConnection;
}

const drawEveryMs = 60;
const levelsEveryMs = 200;

/** The state of the call tab, for drawing, and what a person can do there. */
export function createCallStore(deps: CallStoreDeps): {
  view: CallView;
  actions: CallActions;
  dispose: () => void;
} {
  const { record, clock } = deps;
  const people = createKnownPeople(deps.identities, deps.ask);
  // Of before a reload or a crash.
  const lastCall = deps.lastCall.read();
  let wasInCall = lastCall !== null;
  let isDisposed = false;
  let identity = chooseIdentity(record, deps.identities, lastCall?.identity ?? null);
  let notices: readonly CallNotice[] = [];
  let nextNotice = 1;
  let isDrawing = false;
  let preferences = deps.preferences.read();

  const draw = (): void => {
    if (isDrawing) return;
    isDrawing = true;
    clock.after(drawEveryMs, () => {
      isDrawing = false;
      noteCall();
      setView(reconcile(snapshot(), { key: "peerId", merge: false }));
    });
  };

  const features = createFeatures({
    fileStore: deps.fileStore,
    saveText: deps.saveText,
    clock,
    changed: draw,
    cores: deps.cores,
    track: (slot) => media.track(slot),
    isSpeaking: () => media.isSpeaking(),
    peers: () => session.roster()?.views() ?? [],
    film: deps.film,
    ears: deps.ears,
    ownPart: () => {
      const { media: own, share } = media.view();
      return {
        name: deps.identities.find(({ keyId }) => keyId === identity)?.name ?? "",
        camera: own.camera === "on" ? own.preview : null,
        screen: share.preview,
        microphone: media.track("microphone"),
      };
    },
    tellRecording: (notice, who) => void addNotice({ notice, who, failedCheck: null }),
  });

  const proof = createProof({
    people,
    ask: deps.ask,
    listen: deps.listen,
    reconsider: () => {
      session.roster()?.reconsider();
      draw();
    },
  });

  const address = { server: record.server, roomId: record.roomId };
  const session = createCallSession(
    {
      record,
      asks: deps.asks,
      remember: async (host, key, list, version, fork) => {
        const { server, roomId } = record;
        const facts = { server, roomId, host, identity: key, list, version, fork };
        await deps.ask("call/remember", facts).catch(() => undefined);
      },
      walletsList: () => deps.ask("call/newest-list", address).catch(() => null),
      invites: () => deps.ask("call/invites", address).catch(() => []),
      useInvite: (token, key) =>
        deps.ask("call/use-invite", { ...address, token, key }).catch(() => false),
      knownName: people.nameOf,
      learnNames: people.learn,
      guard: proof.guard,
      track: (slot) => media.track(slot),
      openSignaling: deps.openSignaling,
      makeKeys: deps.makeKeys,
      openLink: deps.openLink,
      isRelayOnly: () => preferences.hidesAddress,
      clock,
      random: deps.random,
      features: [...features.all, proof.feature],
    },
    {
      changed: () => {
        // Whatever way the call ended: no light stays on.
        if (session.state().at === "left") media.stop();
        noteCall();
        draw();
      },
      notice: (notice) => {
        media.tell(notice.notice);
        addNotice(notice);
      },
    },
  );

  const connection = createConnectionDesk({
    servers: session.iceServers,
    open: deps.openConnection,
    clock,
    changed: draw,
  });
  /** For the page after a reload; who leaves is not asked to come back. */
  const noteCall = (): void => {
    const { at } = session.state();
    if (isDisposed || identity === null) return;
    if (at === "left") deps.lastCall.write(null);
    if (at === "in-call" || at === "left") wasInCall = false;
    if (at !== "in-call") return;
    const { microphone, camera } = media.view().media;
    deps.lastCall.write({
      identity,
      microphone: microphone !== "off",
      camera: camera !== "off",
    });
  };

  const addNotice = (notice: Omit<CallNotice, "id">): number => {
    const id = nextNotice++;
    notices = withRoom([...notices, { id, ...notice }]);
    draw();
    return id;
  };
  const dismissNotice = (id: number): void => {
    notices = notices.filter((notice) => notice.id !== id);
    draw();
  };

  const backdrop = createBackdrop({
    filters: deps.filters,
    store: deps.backdrops,
    changed: draw,
    dropped: (why) => {
      media.actions.setCamera(false);
      addNotice({ notice: `backdrop-${why}`, who: "", failedCheck: null });
    },
  });
  const media = createCallMedia({
    media: deps.media,
    cameraFilter: backdrop,
    ...(lastCall === null ? {} : { wishes: lastCall }),
    habits: deps.habits,
    sounds: deps.sounds,
    clock,
    isInCall: () => session.state().at === "in-call",
    trackChanged: (slot) => {
      session.roster()?.sendTrack(slot);
      features.mediaChanged();
    },
    speakingChanged: () => {
      features.mediaChanged();
      draw();
    },
    changed: draw,
    addNotice,
    dismissNotice,
  });

  const link = buildRoomLink(record);
  const snapshot = (): CallView => {
    const host = session.host();
    const peers = session.roster()?.views() ?? [];
    const knocks = session.knocks();
    return {
      ...features.views(),
      stage: stageOf(session.state()),
      server: record.server,
      roomId: record.roomId,
      link,
      host,
      hostName: host === null ? null : people.nameOf(host),
      isOwnRoom: host !== null && deps.identities.some(({ keyId }) => keyId === host),
      identities: deps.identities,
      identity,
      ...media.view(),
      backdrop: backdrop.view(),
      preferences,
      connection: connection.view(),
      wasInCall,
      peers,
      proof: proof.view(peers, knocks),
      door: session.door(),
      room: session.room(),
      knocks,
      notices,
    };
  };
  const [view, setView] = createStore<CallView>(snapshot());

  const tickLevels = (): void => {
    draw();
    cancelTick = clock.after(levelsEveryMs, tickLevels);
  };
  let cancelTick = (): void => undefined;
  tickLevels();
  if (record.host !== null) void people.learn([record.host]).then(draw);

  const actions: CallActions = {
    ...features.actions,
    ...proof.actions,
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
      media.restart();
      session.backToLobby();
    },
    ...media.actions,
    ...backdrop.actions,
    copyLink: () => {
      deps
        .copy(link)
        .then(() => addNotice({ notice: "link-copied", who: "", failedCheck: null }))
        .catch(() => addNotice({ notice: "link-not-copied", who: "", failedCheck: null }));
    },
    confirmIdentity: (peerId) => session.roster()?.confirm(peerId),
    admit: (peerId) => session.admit([peerId]),
    admitAll: () => session.admit(session.knocks().map(({ peerId }) => peerId)),
    refuseKnock: session.refuse,
    dismissKnock: session.dismissKnock,
    knock: (note) => session.knock(toName(note, noteMaxLength)),
    editList: session.editList,
    changeList: session.changeList,
    copyInvite: () => {
      deps
        .ask("call/make-invite", address)
        .then((invite) => deps.copy(invite.link))
        .then(() => addNotice({ notice: "invite-copied", who: "", failedCheck: null }))
        .catch(() => addNotice({ notice: "link-not-copied", who: "", failedCheck: null }));
    },
    dismissNotice,
    testConnection: connection.check,
    prefer: (changes) => {
      preferences = { ...preferences, ...changes };
      deps.preferences.write(preferences);
      draw();
    },
  };

  return {
    view,
    actions,
    dispose: () => {
      isDisposed = true;
      cancelTick();
      proof.stop();
      session.leave();
      media.stop();
    },
  };
}

const passing = new Set<CallNotice["notice"]>([
  "device-new",
  "peer-joined",
  "peer-left",
  "stranger-joined",
  "stranger-left",
  "stranger-knock",
  "server-back",
  "knock",
]);
const noticesMax = 5;

/** Where there are too many, comings and goings make room before refusals and warnings do. */
function withRoom(notices: readonly CallNotice[]): readonly CallNotice[] {
  if (notices.length <= noticesMax) return notices;
  const dropped = notices.find(({ notice }) => passing.has(notice)) ?? notices[0];
  return notices.filter((notice) => notice !== dropped);
}

function chooseIdentity(
  record: RoomRecord,
  identities: readonly Identity[],
  before: KeyId | null,
): KeyId | null {
  const preferred = before ?? (record.draft === null ? record.identity : record.host);
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
