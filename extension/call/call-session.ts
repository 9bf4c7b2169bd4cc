import { mustLeave } from "../../protocol/access-list.ts";
import { type JoinStatement } from "../../protocol/join.ts";
import { ProtocolError } from "../../protocol/codes.ts";
import { clockSkewMs, joinMaxLifeMs, protocolVersion } from "../../protocol/limits.ts";
import type { Challenge, IceServer, Joined, ServerMessage } from "../../protocol/messages.ts";
import { type VerifiedJoin, verifyJoin, verifyPeer } from "../../protocol/peer-statement.ts";
import { type KeyId, keyIdOfJwk } from "../../protocol/public-key.ts";
import { buildResume } from "../../protocol/resume.ts";
import { parseRoom, roomIdOf } from "../../protocol/room.ts";
import type { SignedList } from "../../protocol/signed-list.ts";
import { signStatement } from "../../protocol/signed.ts";
import { namespaces } from "../../protocol/sshsig.ts";
import type { Outcome } from "../shared/approval.ts";
import { AppError } from "../shared/errors.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import { type CallEffect, type CallEvent, type CallState, nextCall } from "./call-machine.ts";
import type { CallNotice, CallProblem } from "./call-view.ts";
import type { Clock } from "./clock.ts";
import type { MediaKind } from "./media.ts";
import type { OpenPeerLink } from "./peer-link.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { createRoomList, type RoomList } from "./room-list.ts";
import { createRoster, type Roster } from "./roster.ts";
import { makeSessionKeys, type SessionKeys } from "./session-keys.ts";
import type { OpenSignaling, Signaling } from "./signaling-client.ts";
import type { WalletAsks } from "./wallet-asks.ts";

/** Runs the call machine against the real things: one room, one identity, one session at a time. */
export interface CallSession {
  readonly state: () => CallState;
  readonly roster: () => Roster | null;
  readonly host: () => KeyId | null;
  readonly join: (identity: KeyId, name: string) => void;
  readonly cancel: () => void;
  readonly leave: () => void;
  readonly backToLobby: () => void;
}

export interface CallSessionInput {
  readonly record: RoomRecord;
  readonly asks: WalletAsks;
  /** What the wallet is to remember of this room. */
  readonly remember: (host: KeyId, identity: KeyId, list: SignedList, version: number) => void;
  readonly knownName: (key: KeyId) => string | null;
  /** Looks up what the person calls these keys, so that `knownName` knows. */
  readonly learnNames: (keys: readonly KeyId[]) => Promise<void>;
  readonly track: (kind: MediaKind) => MediaStreamTrack | null;
  readonly openSignaling: OpenSignaling;
  readonly openLink: OpenPeerLink;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface CallSessionEvents {
  readonly changed: () => void;
  readonly notice: (notice: Omit<CallNotice, "id">) => void;
}

/** All that one session needs, from the approval to its end. */
interface Session {
  readonly keys: SessionKeys;
  readonly me: VerifiedJoin;
  readonly roster: Roster;
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
  let session: Session | null = null;
  let list: RoomList | null = null;
  let iceServers: readonly IceServer[] = [];
  let cancelDeadline = (): void => undefined;
  let cancelReconnect = (): void => undefined;
  // Messages are taken one after another: each may need a signature checked before the next.
  let inbox: Promise<unknown> = Promise.resolve();

  const feed = (event: CallEvent): void => {
    const next = nextCall(state, event);
    state = next.state;
    for (const effect of next.effects) perform(effect);
    events.changed();
  };
  const stop = (problem: CallProblem): void => feed({ type: "stopped", problem });
  const say = (
    notice: CallNotice["notice"],
    who = "",
    failedCheck: CallNotice["failedCheck"] = null,
  ) => events.notice({ notice, who, failedCheck });

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

  const receive = async (message: ServerMessage): Promise<void> => {
    switch (message.type) {
      case "challenge":
        return onChallenge(message);
      case "joined":
        return onJoined(message);
      case "waiting":
        return feed({ type: "waiting", adminsPresent: await countAdmins(message.admins) });
      case "peer-joined":
        await input.learnNames(keysOf([message]));
        return session?.roster.add(message);
      case "peer-left":
        return session?.roster.setAbsent(message.peerId);
      case "list":
        return onList(message);
      case "ice-servers":
        iceServers = message.iceServers;
        return;
      case "error":
        return feed({ type: "server-error", error: message });
      case "knock":
        return;
    }
  };

  const onChallenge = async (message: Challenge): Promise<void> => {
    const problem = await challengeProblem(message);
    if (problem !== null) return stop(problem);
    challenge = message;
    feed({ type: "challenged" });
  };

  /** "Before signing, at the client": section 5. */
  const challengeProblem = async (message: Challenge): Promise<CallProblem | null> => {
    if (message.roomId !== record.roomId) return { problem: "server-speaks-something-else" };
    if (message.room !== null) {
      const told = await keyIdOfJwk(message.room.host);
      if ((await roomIdOf(told, message.room.salt)) !== record.roomId) {
        return { problem: "wrong-host" };
      }
      host = told;
    } else {
      const known = newestList() ?? null;
      if (known !== null) host = parseRoom(known.payload).host;
      else if (record.draft === null || identity !== record.host)
        return { problem: "room-unknown" };
    }
    const aheadMs = clock.now() - message.issuedAtMs;
    const isFirst = session === null;
    return isFirst && Math.abs(aheadMs) > clockSkewMs
      ? { problem: "clock-differs", aheadMs }
      : null;
  };

  const newestList = (): SignedList | undefined =>
    list?.view()?.head.signed ?? record.list ?? undefined;
  const createsRoom = (): boolean => challenge?.room === null && newestList() === undefined;

  const askWallet = async (): Promise<void> => {
    if (challenge === null || host === null || identity === null) return;
    const { nonce, issuedAtMs } = challenge;
    keys = await makeSessionKeys();
    try {
      const { requestId, outcome } = await input.asks.ask({
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
        createsRoom: createsRoom(),
      });
      // The lobby may have been returned to while the wallet was asked.
      if (challenge?.nonce !== nonce || state.at !== "waiting-for-approval") {
        return input.asks.cancel(requestId);
      }
      feed({ type: "asked", requestId });
      const answer = await outcome;
      if (challenge?.nonce === nonce) feed({ type: "answered", outcome: answer });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (challenge?.nonce === nonce) feed({ type: "ask-failed", code: error.code });
    }
  };

  const mayAdmit = (key: KeyId): boolean => {
    if (key === host) return true;
    const known = newestList();
    if (known === undefined) return false;
    return parseRoom(known.payload).allow.some((it) => it.key === key && it.role === "cohost");
  };

  const authenticate = async (outcome: Outcome & { outcome: "approved" }): Promise<void> => {
    const [join, signedList] = outcome.signed;
    if (join === undefined || keys === null || host === null) return;
    const me = await verifyJoin(join);
    list = createRoomList({
      roomId: record.roomId,
      remembered: record.list,
      highestVersion: record.highestVersion,
    });
    session = { keys, me, roster: makeRoster(me, keys) };
    bringList(signedList);
    signaling?.send({ type: "auth", ...join });
  };

  /** Where the server does not know the room, whoever holds its newest list brings it. */
  const bringList = (fresh?: SignedList): void => {
    const known = fresh ?? newestList();
    if (challenge?.room === null && known !== undefined) {
      signaling?.send({ type: "create", list: known });
    }
  };

  const resume = async (): Promise<void> => {
    if (session === null || challenge === null) return;
    const statement = buildResume({
      server: record.server,
      room: record.roomId,
      session: session.me.session,
      nonce: challenge.nonce,
      issuedAtMs: challenge.issuedAtMs,
    });
    const { signPoint, sign } = session.keys;
    const signed = await signStatement(statement, namespaces.resume, signPoint, sign);
    bringList();
    signaling?.send({
      type: "resume",
      payload: signed.payload,
      signature: signed.signature,
      join: session.me.signed,
    });
  };

  const makeRoster = (me: VerifiedJoin, sessionKeys: SessionKeys): Roster =>
    createRoster(
      {
        facts: { server: me.join.server, room: me.join.room, host: me.join.host },
        me,
        keys: sessionKeys,
        myName,
        list: () => list?.view() ?? null,
        track: input.track,
        iceServers: () => iceServers.map(rtcIceServer),
        relay: (peerId, box) => signaling?.relay(peerId, box),
        openLink: input.openLink,
        clock,
        random: input.random,
        knownName: input.knownName,
        signConfirmation: (askedBy, name, channel, nonce) =>
          confirm(me.join, askedBy, name, channel, nonce),
      },
      {
        changed: events.changed,
        joined: (key, name) => say("peer-joined", name || shortKeyId(key)),
        left: (key, name) => say("peer-left", name || shortKeyId(key)),
        refused: (key, check) =>
          say("peer-refused", input.knownName(key) ?? shortKeyId(key), check),
      },
    );

  const confirm = async (
    me: JoinStatement,
    askedBy: KeyId,
    askedByName: string,
    channel: string,
    nonce: string,
  ) => {
    const { outcome } = await input.asks.ask({
      kind: "confirm",
      server: me.server,
      roomId: me.room,
      askedBy,
      askedByName,
      identity: me.key,
      channel,
      nonce,
    });
    const answer = await outcome;
    return answer.outcome === "approved" ? (answer.signed[0] ?? null) : null;
  };

  const onJoined = async (message: Joined): Promise<void> => {
    if (session === null || list === null) return;
    if (message.peerId !== session.me.peerId) {
      return stop({ problem: "refused", code: "peer-id", message: "the server gave a wrong id" });
    }
    const { key } = session.me.join;
    if (list.view() === null) {
      const arrival = await list.arrive(message.list, key, clock.now());
      if ("problem" in arrival) return stop(arrival.problem);
      if (arrival.newer !== null) bringNewer(arrival.newer);
    } else {
      await onList(message.list);
    }
    if (session === null) return;
    iceServers = message.iceServers;
    rememberList();
    feed({ type: "joined" });
    await input.learnNames(keysOf(message.peers));
    await session?.roster.settle(message.peers);
  };

  const onList = async (signed: SignedList): Promise<void> => {
    if (session === null || list === null) return;
    // At the door there is no list yet: the one that lets me in comes with `joined`.
    if (list.view() === null) return;
    const change = await list.update(signed, clock.now());
    const view = list.view();
    if (view === null) return;
    if (change === "stale") {
      say("list-stale");
      return bringNewer(view.head.signed);
    }
    if (change === "refused") return say("list-refused");
    if (change === "known") return;
    if (change === "conflict") say("list-conflict");
    rememberList();
    const { key } = session.me.join;
    if (mustLeave(view, key)) return stop({ problem: "removed" });
    await session.roster.enforce();
    events.changed();
  };

  /** The server holds an older list than this side: whether by accident or not, it gets mine. */
  const bringNewer = (newer: SignedList): void => {
    say("list-stale");
    signaling?.send({ type: "list", ...newer });
  };

  const rememberList = (): void => {
    const head = list?.view()?.head;
    if (head === undefined || session === null) return;
    input.remember(head.list.host, session.me.join.key, head.signed, head.list.version);
  };

  const countAdmins = async (admins: Joined["peers"]): Promise<number> => {
    if (session === null) return 0;
    const { server, room, host: roomHost } = session.me.join;
    const facts = { server, room, host: roomHost };
    const checked = await Promise.allSettled(
      admins.map((admin) => verifyPeer(admin, facts, clock.now())),
    );
    return checked.filter(
      (result) => result.status === "fulfilled" && result.value.join.powers === "admit",
    ).length;
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
        return void authenticate(effect.outcome).catch(onBug);
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
      case "notice":
        return say(effect.notice);
      case "end-session":
        cancelReconnect();
        session?.roster.end();
        session = null;
        keys = null;
        list = null;
        return;
    }
  };

  /** Nothing expected comes here. The call ends rather than go on in a state nobody thought of. */
  const onBug = (error: unknown): void => {
    console.error("latchkey: the call stopped", error);
    const message = error instanceof ProtocolError ? error.message : String(error);
    stop({ problem: "refused", code: "client", message });
  };

  return {
    state: () => state,
    roster: () => session?.roster ?? null,
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

function keysOf(peers: Joined["peers"]): KeyId[] {
  return peers.flatMap(({ payload }) => /^Key: (\S+)$/m.exec(payload)?.[1] ?? []);
}

function rtcIceServer(server: IceServer): RTCIceServer {
  return { ...server, urls: [...server.urls] };
}

export function shortKeyId(key: KeyId): string {
  return key.slice(0, "SHA256:".length + 8);
}
