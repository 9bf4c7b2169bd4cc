import { ProtocolError } from "../../../protocol/codes.ts";
import { joinMaxLifeMs, protocolVersion } from "../../../protocol/limits.ts";
import type {
  Challenge,
  IceServer,
  Joined,
  Knock,
  ServerMessage,
} from "../../../protocol/messages.ts";
import { verifyJoin } from "../../../protocol/peer-statement.ts";
import type { HostChange, SessionEdit } from "../../../protocol/list-edit.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import { parseRoom } from "../../../protocol/room.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { Signed } from "../../../protocol/signed.ts";
import type { JoinAsk } from "../../shared/approval.ts";
import { AppError } from "../../shared/errors.ts";
import type { ListFork, RoomRecord } from "../../shared/room-record.ts";
import {
  type AcceptedSession,
  type AcceptedSessionInput,
  createAcceptedSession,
} from "./accepted-session.ts";
import { type CallEffect, type CallEvent, type CallState, nextCall } from "./call-machine.ts";
import { relaysAmong } from "../connection/relay-only.ts";
import type { CallNotice, CallProblem, DoorView, KnockView } from "../call-view.ts";
import { checkChallenge } from "./challenge-check.ts";
import { createHostChanges } from "../room/host-changes.ts";
import { type RoomView, roomView } from "../room/room-view.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { Roster } from "../peers/roster.ts";
import type { SessionKeys } from "./session-keys.ts";
import { shortKeyId } from "../peers/short-key-id.ts";
import type { OpenSignaling, Signaling } from "./signaling-client.ts";
import type { WalletAsks } from "./wallet-asks.ts";

/** Runs the call machine against the real things: one room, one identity, one session at a time. */
export interface CallSession {
  readonly state: () => CallState;
  readonly roster: () => Roster | null;
  /** As the server gave them last; null before it gave any. */
  readonly iceServers: () => readonly RTCIceServer[] | null;
  readonly knocks: () => readonly KnockView[];
  readonly door: () => DoorView | null;
  /** Null before the list is known. */
  readonly room: () => RoomView | null;
  readonly knock: (note: string) => void;
  readonly admit: (peerIds: readonly string[]) => void;
  readonly refuse: (peerId: string) => void;
  readonly dismissKnock: (peerId: string) => void;
  readonly editList: (edit: SessionEdit) => void;
  /** Asks the host in the approval window; in the lobby too. */
  readonly changeList: (change: HostChange) => void;
  readonly host: () => KeyId | null;
  readonly join: (identity: KeyId, name: string) => void;
  readonly cancel: () => void;
  readonly leave: () => void;
  readonly backToLobby: () => void;
}

export interface CallSessionInput extends Pick<
  AcceptedSessionInput,
  | "track"
  | "openLink"
  | "isRelayOnly"
  | "random"
  | "clock"
  | "knownName"
  | "guard"
  | "learnNames"
  | "invites"
  | "useInvite"
  | "features"
> {
  /** Resolves once the wallet has it. */
  readonly remember: (...seen: Parameters<AcceptedSessionInput["remember"]>) => Promise<void>;
  /** The newest list that the wallet remembers. */
  readonly walletsList: () => Promise<SignedList | null>;
  readonly record: RoomRecord;
  readonly asks: WalletAsks;
  readonly openSignaling: OpenSignaling;
  readonly makeKeys: () => Promise<SessionKeys>;
}

/** Before a list is sent again that came too soon. */
const sendAgainMs = 2_000;

interface Remembered {
  readonly list: SignedList | null;
  readonly version: number;
  readonly fork: ListFork | null;
}

export interface CallSessionEvents {
  readonly changed: () => void;
  readonly notice: (notice: Omit<CallNotice, "id">) => void;
}

export function createCallSession(input: CallSessionInput, events: CallSessionEvents): CallSession {
  const { clock, record } = input;
  let state: CallState = { at: "lobby", problem: null };
  let signaling: Signaling | null = null;
  let challenge: Challenge | null = null;
  let host = record.host;
  let identity: KeyId | null = null;
  let myName = "";
  let keys: SessionKeys | null = null;
  let session: AcceptedSession | null = null;
  let iceServers: readonly RTCIceServer[] | null = null;
  // The record is of when the tab was opened; what this tab saw since counts as well.
  let remembered: Remembered = {
    list: record.list,
    version: record.highestVersion,
    fork: record.fork ?? null,
  };
  let remembering: Promise<void> = Promise.resolve();
  let cancelDeadline = (): void => undefined;
  let cancelReconnect = (): void => undefined;
  let cancelKnock = (): void => undefined;
  // Messages are taken one after another: each may need a signature checked before the next.
  let inbox: Promise<unknown> = Promise.resolve();

  const feed = (event: CallEvent): void => {
    const next = nextCall(state, event);
    state = next.state;
    for (const effect of next.effects) perform(effect);
    events.changed();
  };
  const stopFor = (problem: CallProblem | null): void => {
    if (problem !== null) feed({ type: "stopped", problem });
  };
  const say = (
    notice: CallNotice["notice"],
    who = "",
    failedCheck: CallNotice["failedCheck"] = null,
  ): void => events.notice({ notice, who, failedCheck });

  /** Of a key that was never named: what it calls itself must not look like a name of mine. */
  const isClaim = (key: KeyId, name: string): boolean =>
    name !== "" && input.knownName(key) === null;

  const openSocket = (): void => {
    const isCurrent = (): boolean => signaling === opened;
    const later = (task: () => Promise<void> | void): void => {
      inbox = inbox.then(() => (isCurrent() ? task() : undefined)).catch(onBug);
    };
    const opened: Signaling = input.openSignaling(record.server, {
      opened: () => later(() => feed({ type: "socket-open" })),
      message: (message) => later(() => receive(message)),
      relayed: (peerId, box) => later(() => session?.roster.receive(peerId, box)),
      nonsense: () => later(() => feed({ type: "nonsense" })),
      closed: (code) =>
        later(() => {
          signaling = null;
          feed({ type: "socket-closed", code });
        }),
    });
    signaling = opened;
  };

  const noteIceServers = (servers: readonly IceServer[]): void => {
    iceServers = servers.map((server) => ({ ...server, urls: [...server.urls] }));
  };

  const receive = async (message: ServerMessage): Promise<void> => {
    switch (message.type) {
      case "challenge":
        return onChallenge(message);
      case "joined":
        return onJoined(message);
      case "waiting":
        return onWaiting(message.admins);
      case "peer-joined":
        return session?.addPeer(message);
      case "peer-left":
        session?.door.dismiss(message.peerId);
        return session?.roster.setAbsent(message.peerId);
      case "list":
        return stopFor((await session?.list.fromServer(message)) ?? null);
      case "ice-servers":
        noteIceServers(message.iceServers);
        return session?.setIceServers(message.iceServers);
      case "error":
        if (message.code === "list") session?.list.refusedByServer();
        if (message.code === "rate") sendListAfter(message.retryAfterMs ?? sendAgainMs);
        return feed({ type: "server-error", error: message });
      case "knock":
        return onKnock(message);
    }
  };

  const newestList = (): SignedList | null => session?.newestList() ?? remembered.list;

  const onChallenge = async (message: Challenge): Promise<void> => {
    // One a line: a second would leave what is being approved without the question it answers.
    if (challenge !== null) return;
    const line = signaling;
    const checked = await checkChallenge(message, {
      roomId: record.roomId,
      newestList: newestList(),
      creator: record.draft !== null && identity === record.host ? record.host : null,
      nowMs: session === null ? clock.now() : null,
    });
    // Left meanwhile: kept, it would be taken for the next line's.
    if (signaling !== line) return;
    if ("problem" in checked) {
      // A call that runs does not end because the server talks of another room or host.
      return session === null ? stopFor(checked.problem) : feed({ type: "nonsense" });
    }
    host = checked.host;
    challenge = message;
    feed({ type: "challenged" });
  };

  const onJoined = async (message: Joined): Promise<void> => {
    if (session === null) return;
    const arrived = session;
    if (message.peerId !== arrived.me.peerId) return feed({ type: "nonsense" });
    noteIceServers(message.iceServers);
    const problem = await arrived.arrive(message);
    if (problem !== null) return stopFor(problem);
    feed({ type: "joined" });
    void nameTheListed();
    await arrived.settle(message.peers);
  };

  const sendListAfter = (afterMs: number): void => {
    const refused = session;
    clock.after(Math.max(sendAgainMs, afterMs), () => {
      if (session === refused) refused?.list.sendAgain();
    });
  };

  /** The host sees the keys of the list: by the names they gave them. */
  const nameTheListed = async (): Promise<void> => {
    const list = session?.list.view()?.head.list;
    if (list === undefined || session?.me.join.key !== list.host) return;
    await input.learnNames([...list.allow.map(({ key }) => key), ...list.deny]);
    events.changed();
  };

  const onWaiting = async (admins: Joined["peers"]): Promise<void> => {
    // After a resume the server has forgotten who was asked.
    if (state.at === "at-door" && state.line.is === "gone") session?.door.forgetAsked();
    const adminsPresent = (await session?.door.wait(admins)) ?? 0;
    feed({ type: "waiting", adminsPresent });
  };

  const onKnock = async (knock: Knock): Promise<void> => {
    const before = session?.door.knocks().length ?? 0;
    try {
      await session?.door.receive(knock);
    } catch {
      // A knock that does not verify is nobody's: the server can send any number of them.
      return;
    }
    const after = session?.door.knocks() ?? [];
    const [latest] = after.slice(-1);
    if (latest !== undefined && after.length > before) {
      const { keyId, knownName, claimedName } = latest;
      const isNew = isClaim(keyId, claimedName);
      say(isNew ? "stranger-knock" : "knock", knownName ?? (claimedName || shortKeyId(keyId)));
    }
  };

  const askWallet = async (): Promise<void> => {
    if (challenge === null || host === null || identity === null) return;
    const { nonce, issuedAtMs, room } = challenge;
    const isStill = (): boolean =>
      challenge?.nonce === nonce && state.at === "waiting-for-approval";
    const made = await input.makeKeys();
    if (!isStill()) return;
    keys = made;
    const ask: JoinAsk = {
      kind: "join",
      server: record.server,
      roomId: record.roomId,
      host,
      identity,
      powers: mayAdmit(identity) ? "admit" : "none",
      ...keys.statement,
      nonce,
      issuedAtMs,
      expiresAtMs: issuedAtMs + joinMaxLifeMs,
      createsRoom: room === null && newestList() === null,
    };
    try {
      const { requestId, outcome } = await input.asks.ask(ask);
      // The person may have gone back to the lobby while the wallet was asked.
      if (!isStill()) return input.asks.cancel(requestId);
      feed({ type: "asked", requestId });
      const answer = await outcome;
      if (isStill()) feed({ type: "answered", outcome: answer });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (isStill()) feed({ type: "ask-failed", code: error.code });
    }
  };

  const mayAdmit = (key: KeyId): boolean => {
    if (key === host) return true;
    const known = newestList();
    if (known === null) return false;
    return parseRoom(known.payload).allow.some((it) => it.key === key && it.role === "cohost");
  };

  const authenticate = async (signed: readonly Signed[]): Promise<void> => {
    const [join, firstList] = signed;
    if (join === undefined || keys === null) return;
    const made = keys;
    const me = await verifyJoin(join);
    if (state.at !== "entering" || keys !== made) return;
    session = createAcceptedSession(
      {
        ...input,
        me,
        keys: made,
        myName,
        remembered: remembered.list,
        highestVersion: remembered.version,
        fork: remembered.fork,
        isServerHere: () => state.at === "in-call" && state.line.is === "here",
        remember: (roomHost, key, list, version, fork) => {
          remembered = { list, version, fork };
          remembering = input.remember(roomHost, key, list, version, fork);
        },
        relay: (peerId, box) => signaling?.relay(peerId, box),
        sendList: (list) => signaling?.send({ type: "list", ...list }),
        sendKnock: (knock) => signaling?.send(knock),
        secret: record.secret,
        invite: record.invite,
        signConfirmation,
      },
      {
        changed: events.changed,
        joined: (key, name) =>
          say(isClaim(key, name) ? "stranger-joined" : "peer-joined", name || shortKeyId(key)),
        left: (key, name) =>
          say(isClaim(key, name) ? "stranger-left" : "peer-left", name || shortKeyId(key)),
        refused: (key, check) =>
          say("peer-refused", input.knownName(key) ?? shortKeyId(key), check),
        unreachable: (key, name) => {
          const hasRelay = relaysAmong(iceServers ?? []).length > 0;
          say(hasRelay ? "peer-unreachable" : "peer-unreachable-no-relay", name || shortKeyId(key));
        },
        listNotice: (notice, check) => say(notice, "", check ?? null),
        editFailed: (why) => say(`change-${why}`),
        listChanged: () => {
          changes.listChanged();
          void nameTheListed();
        },
        listFromPeer: (list) =>
          inTurn(async () => stopFor((await session?.list.fromPeer(list)) ?? null)),
      },
    );
    bringList(firstList ?? newestList());
    signaling?.send({ type: "auth", ...join });
  };

  const inTurn = (task: () => Promise<void>): void => {
    inbox = inbox.then(task).catch(onBug);
  };

  const changes = createHostChanges({
    server: record.server,
    roomId: record.roomId,
    // In the lobby nobody has joined yet; whether the host's key is here the wallet knows.
    identity: () => (session === null || session.me.join.key === host ? host : null),
    newest: async () => {
      await remembering;
      return newestList();
    },
    catchUp: async () => {
      const list = await input.walletsList();
      if (list !== null) await takeFromWallet(list);
    },
    asks: input.asks,
    approved: (list) => takeFromWallet(list),
    failed: (why) => {
      if (typeof why === "string") return say(`change-${why}`);
      say(why.code === "room/list-full" ? "change-full" : "change-refused");
    },
    changed: events.changed,
  });

  const takeFromWallet = async (list: SignedList): Promise<void> => {
    if (session !== null) return stopFor(await session.list.fromWallet(list));
    const { version } = parseRoom(list.payload);
    if (version > remembered.version) remembered = { list, version, fork: null };
    // The reason to stay out may be gone with it.
    if (state.at === "lobby" && state.problem?.problem === "list-expired")
      feed({ type: "renewed" });
    events.changed();
  };

  /** Where the server does not know the room, whoever holds its newest list brings it. */
  const bringList = (list: SignedList | null): void => {
    if (challenge?.room === null && list !== null) signaling?.send({ type: "create", list });
  };

  const resume = async (): Promise<void> => {
    if (session === null || challenge === null) return;
    const message = await session.makeResume(challenge.nonce, challenge.issuedAtMs);
    bringList(newestList());
    signaling?.send(message);
  };

  const signConfirmation: AcceptedSessionInput["signConfirmation"] = async (
    askedBy,
    askedByName,
    channel,
    nonce,
  ) => {
    if (session === null) return null;
    const { server, room, key } = session.me.join;
    const { outcome } = await input.asks.ask({
      kind: "confirm",
      server,
      roomId: room,
      askedBy,
      askedByName,
      identity: key,
      channel,
      nonce,
    });
    const answer = await outcome;
    return answer.outcome === "approved" ? (answer.signed[0] ?? null) : null;
  };

  const perform = (effect: CallEffect): void => {
    switch (effect.type) {
      case "open-socket":
        return openSocket();
      case "close-socket":
        signaling?.close();
        signaling = null;
        challenge = null;
        return;
      case "request":
        signaling?.send({ type: "request", version: protocolVersion, roomId: record.roomId });
        return;
      case "ask-wallet":
        return void askWallet().catch(onBug);
      case "cancel-ask":
        return input.asks.cancel(effect.requestId);
      case "authenticate":
        return void authenticate(effect.outcome.signed).catch(onBug);
      case "resume":
        return void resume().catch(onBug);
      case "reconnect":
        cancelReconnect = clock.after(retryDelayMs(effect.attempt, input.random()), () =>
          feed({ type: "reconnect-due" }),
        );
        return;
      case "deadline":
        cancelDeadline();
        if (effect.afterMs !== null) {
          cancelDeadline = clock.after(effect.afterMs, () => feed({ type: "deadline" }));
        }
        return;
      case "knock-again":
        cancelKnock();
        cancelKnock = clock.after(effect.afterMs, () => {
          if (state.at === "at-door") void session?.door.knockAgain().catch(onBug);
        });
        return;
      case "notice":
        return say(effect.notice);
      case "end-session":
        cancelReconnect();
        cancelKnock();
        changes.cancel();
        session?.end();
        session = null;
        keys = null;
        return;
    }
  };

  /** Nothing expected comes here. The call ends rather than go on in a state nobody thought of. */
  const onBug = (error: unknown): void => {
    // Its name alone: what a browser says of a description that it refuses can quote it.
    console.error("latchkey: the call stopped:", error instanceof Error ? error.name : "unknown");
    const message = error instanceof ProtocolError ? error.message : String(error);
    stopFor({ problem: "refused", code: "client", message });
  };

  return {
    state: () => state,
    roster: () => session?.roster ?? null,
    iceServers: () => iceServers,
    knocks: () => session?.door.knocks() ?? [],
    door: () => (state.at === "at-door" ? (session?.door.view() ?? null) : null),
    room: () => {
      const view = session?.list.view() ?? null;
      if (session === null || view === null) return null;
      return roomView(view, {
        me: session.me.join.key,
        mayEdit: session.list.mayEdit(),
        isAsking: changes.isAsking(),
        warnings: session.list.warnings(),
        nowMs: clock.now(),
        knownName: input.knownName,
      });
    },
    knock: (note) => void session?.door.knock(note).then(events.changed).catch(onBug),
    admit: (peerIds) => void session?.admit(peerIds).catch(onBug),
    refuse: (peerId) => void session?.refuse(peerId).catch(onBug),
    editList: (edit) => void session?.list.edit(edit).catch(onBug),
    changeList: (change) => void changes.ask(change).catch(onBug),
    dismissKnock: (peerId) => session?.door.dismiss(peerId),
    host: () => host,
    join: (keyId, name) => {
      identity = keyId;
      myName = name;
      feed({ type: "join" });
    },
    cancel: () => feed({ type: "cancel" }),
    leave: () => feed({ type: "leave" }),
    backToLobby: () => feed({ type: "back" }),
  };
}
