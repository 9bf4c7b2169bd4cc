// Every state of the call tab that a person can meet, as plain data. Streams come later.

import type {
  CallNotice,
  CallProblem,
  CallView,
  OwnMediaView,
  PeerView,
  Stage,
} from "../../../extension/call/call-view.ts";
import { noFeatureViews } from "../../../extension/call/features/no-features.ts";
import { noBackdrop } from "../../../extension/call/backdrop/backdrop-view.ts";
import { allProcessing } from "../../../extension/call/media/device-habits.ts";
import { noShare } from "../../../extension/call/media/screen-share.ts";
import { firstPreferences } from "../../../extension/call/preferences.ts";
import {
  type KeptOut,
  noProof,
  type ProofAlarm,
} from "../../../extension/call/proof/proof-view.ts";
import type { Contact } from "../../../extension/shared/contact.ts";
import { chat, files } from "./chat-scenes.ts";
import { mesh } from "./mesh-scenes.ts";
import { fakeKeyId, me, peer, stranger, work } from "./people.ts";
import { ownRoom, room, roomInTrouble } from "./room-scenes.ts";

const media: OwnMediaView = {
  camera: "on",
  microphone: "on",
  cameraId: "c1",
  microphoneId: "",
  speakerId: "",
  cameras: [
    { deviceId: "c1", label: "Integrated Camera (04f2:b6d9)" },
    { deviceId: "c2", label: "Desk camera" },
  ],
  microphones: [
    { deviceId: "default", label: "Default - Built-in Microphone" },
    { deviceId: "m1", label: "Headset" },
  ],
  speakers: [{ deviceId: "s1", label: "Headset" }],
  canPickSpeaker: false,
  preview: null,
  level: 0.12,
  speaksMuted: false,
  processing: allProcessing,
  habits: { pushToTalk: true, mutedHint: true, comingSounds: true },
};

const nameOfHost = peer(1).knownName;
const base: CallView = {
  ...noFeatureViews,
  stage: { stage: "lobby", problem: null },
  server: "wss://call.example.org",
  roomId: "0Lq3sYkZq8E0mFJ7u5Gd9vXhN2bT4wPcR1aKeVyMoIg",
  link: "https://call.example.org/r/0Lq3sYkZq8E0mFJ7u5Gd9vXhN2bT4wPcR1aKeVyMoIg#k=room-secret-not-shown",
  host: fakeKeyId(1),
  hostName: nameOfHost,
  isOwnRoom: false,
  identities: [me, work],
  identity: me.keyId,
  media,
  backdrop: noBackdrop,
  share: { ...noShare, isPossible: true },
  preferences: firstPreferences,
  connection: { knowsServers: false, offersRelay: false, isRunning: false, findings: null },
  wasInCall: false,
  peers: [],
  proof: noProof,
  door: null,
  room: null,
  knocks: [],
  notices: [],
};

const bothRecord = {
  isPossible: true,
  mine: "on",
  seconds: 754,
  others: ["peer-2"],
} as const;

const inCall: Stage = { stage: "in-call", server: "here" };
const confirmedAtMs = new Date(2026, 4, 2, 14, 5).getTime();

/** Mixed company: the first is the host, some are strangers, some send less than others. */
function company(count: number): PeerView[] {
  const all = [
    peer(1, { role: "host", confirmedAtMs, audioLevel: 0.2 }),
    stranger(2, { sends: { microphone: false, camera: true } }),
    peer(3, { role: "cohost", sends: { microphone: true, camera: false } }),
    stranger(4, { sends: { microphone: false, camera: false } }),
    peer(5),
    peer(6),
    stranger(7, { confirmedAtMs }),
    peer(8, { confirming: "asked" }),
    peer(9, { sends: { microphone: true, camera: false } }),
    stranger(10, { claimedName: "" }),
    peer(11),
  ];
  return all.slice(0, count);
}

/** The same with nobody else as the host. */
function asHost(peers: readonly PeerView[]): PeerView[] {
  return peers.map((one) => (one.role === "host" ? { ...one, role: "member" } : one));
}

function lobby(problem: CallProblem | null, changes: Partial<CallView> = {}): CallView {
  return { ...base, stage: { stage: "lobby", problem }, ...changes };
}

function at(stage: Stage, changes: Partial<CallView> = {}): CallView {
  return { ...base, stage, ...changes };
}

function call(peers: readonly PeerView[], changes: Partial<CallView> = {}): CallView {
  return at(inCall, { peers, ...changes });
}

function notice(id: number, kind: CallNotice["notice"], who = ""): CallNotice {
  return {
    id,
    notice: kind,
    who,
    failedCheck: kind === "peer-refused" ? "fingerprint" : null,
  };
}

const removed: CallProblem = {
  problem: "removed",
  by: fakeKeyId(1),
  isHost: true,
  isDenied: true,
};

export const problems: readonly CallProblem[] = [
  { problem: "no-identity" },
  { problem: "room-not-in-wallet" },
  { problem: "server-unreachable" },
  { problem: "server-speaks-something-else" },
  { problem: "server-version" },
  { problem: "room-unknown" },
  { problem: "wrong-host" },
  { problem: "clock-differs", aheadMs: 3_660_000 },
  { problem: "clock-differs", aheadMs: -420_000 },
  { problem: "approval-denied" },
  { problem: "approval-expired" },
  { problem: "approval-interrupted" },
  { problem: "list-refused", check: "signature", why: "list 3: signature does not verify" },
  { problem: "list-rolled-back", seen: 7, got: 5 },
  { problem: "not-allowed" },
  { problem: "denied" },
  { problem: "locked" },
  { problem: "list-expired" },
  { problem: "full" },
  { problem: "too-often", retryAfterMs: null },
  { problem: "too-often", retryAfterMs: 30_000 },
  removed,
  { ...removed, isHost: false, isDenied: false },
  { problem: "replaced" },
  { problem: "refused", code: "auth", message: "the signature does not verify" },
  { problem: "wallet", code: "background/unreachable" },
  { problem: "wallet", code: "wallet/unknown-key" },
  { problem: "wallet", code: "approval/too-many" },
  { problem: "wallet", code: "storage/failed" },
  { problem: "wallet", code: "request/malformed" },
];

const contactBob: Contact = {
  key: fakeKeyId(1),
  name: "Bob",
  note: "",
  knownSinceMs: confirmedAtMs - 40 * 86_400_000,
  verified: { how: "short-code", atMs: confirmedAtMs - 40 * 86_400_000 },
  seen: { firstMs: confirmedAtMs - 40 * 86_400_000, lastMs: confirmedAtMs },
};
const heldBob = stranger(4, { claimedName: "B0b", isHeld: true });
const keptOut: KeptOut = { keyId: fakeKeyId(30), knownName: null, claimedName: "Bob" };

function whoIs({ peerId, keyId, knownName, claimedName }: PeerView) {
  return { peerId, keyId, knownName, claimedName };
}

function borrowed(isHere: boolean): ProofAlarm {
  const bearers = [{ keyId: fakeKeyId(1), name: "Bob", isHere }];
  return { ...whoIs(heldBob), alarm: "borrowed-name", bearers };
}

export const scenes: Readonly<Record<string, CallView>> = {
  loading: at({ stage: "loading" }),
  lobby: lobby(null),
  "lobby-own-room": lobby(null, { isOwnRoom: true, host: me.keyId }),
  "lobby-host-unknown": lobby(null, { host: null }),
  "lobby-off": lobby(null, { media: { ...media, camera: "off", microphone: "off", level: 0 } }),
  "lobby-starting": lobby(null, {
    media: { ...media, camera: "starting", microphone: "starting", cameras: [], microphones: [] },
  }),
  "lobby-refused": lobby(null, {
    media: {
      ...media,
      camera: "refused",
      microphone: "refused",
      cameras: [],
      microphones: [],
      speakers: [],
      cameraId: "",
    },
  }),
  "lobby-busy": lobby(
    { problem: "approval-denied" },
    { media: { ...media, camera: "busy", microphone: "missing", microphones: [] } },
  ),
  "lobby-no-identity": lobby(null, { identities: [], identity: null }),
  "lobby-clock": lobby({ problem: "clock-differs", aheadMs: 3_660_000 }),
  "lobby-alarm": lobby({ problem: "list-rolled-back", seen: 7, got: 5 }),
  connecting: at({ stage: "connecting" }),
  approval: at({ stage: "waiting-for-approval" }),
  entering: at({ stage: "entering" }),
  "waiting-nobody": at({ stage: "waiting-for-host", adminsPresent: 0 }),
  "waiting-some": at({ stage: "waiting-for-host", adminsPresent: 2 }),
  "door-knock": at(
    { stage: "waiting-for-host", adminsPresent: 1 },
    { door: { name: "Alice", note: null, here: "host", hasInvite: true } },
  ),
  "door-cohost": at(
    { stage: "waiting-for-host", adminsPresent: 0 },
    { door: { name: "Alice", note: "It is me", here: "cohost", hasInvite: false } },
  ),
  "lobby-expired": lobby({ problem: "list-expired" }, { isOwnRoom: true, host: me.keyId }),
  "call-member": call(company(3), { room }),
  "call-host": call(asHost(company(3)), { isOwnRoom: true, host: me.keyId, room: ownRoom }),
  "call-host-trouble": call(asHost(company(3)), {
    isOwnRoom: true,
    host: me.keyId,
    room: roomInTrouble,
  }),
  "call-1": call([]),
  "call-2": call(company(1)),
  "call-3": call(company(2)),
  "call-4": call(company(3)),
  "call-recording": call(company(3), { recording: bothRecord }),
  "call-6": call(company(5)),
  "call-8": call(company(7)),
  "call-9": call(company(8)),
  "call-12": call(company(11)),
  "call-mesh": call(company(3), { mesh }),
  "call-states": call([
    peer(1, { role: "host", link: "connecting", sends: { microphone: false, camera: false } }),
    peer(2, { link: "lost" }),
    stranger(3, { link: "refused", failedCheck: "fingerprint" }),
    stranger(4, { claimedName: "Bob", sends: { microphone: true, camera: true } }),
    peer(5, { confirming: "unanswered" }),
    peer(6, { confirming: "failed", confirmedAtMs, audioLevel: 0.4 }),
    stranger(7, { confirming: "asked", sends: { microphone: true, camera: false } }),
  ]),
  "call-gone": call(company(3), {
    stage: { stage: "in-call", server: "gone" },
    media: { ...media, microphone: "off", camera: "off", level: 0 },
    notices: [
      notice(1, "peer-joined", "Carol"),
      notice(2, "peer-refused", "Mallory"),
      notice(3, "list-conflict"),
    ],
  }),
  "call-knocks": call(company(2), {
    knocks: [
      {
        peerId: "knock-1",
        keyId: fakeKeyId(21),
        knownName: null,
        claimedName: "Oscar",
        note: "Bob asked me to join for ten minutes",
        holdsLink: true,
        invite: "good",
      },
      {
        peerId: "knock-2",
        keyId: fakeKeyId(22),
        knownName: null,
        claimedName: "Bob",
        note: "",
        holdsLink: false,
        invite: "none",
      },
    ],
  }),
  "call-speaker": call(company(7), {
    preferences: { ...firstPreferences, layout: "speaker" },
  }),
  "call-hands": call(company(5), {
    hands: { isMineRaised: true, raised: ["peer-3", "peer-1"] },
    reactions: [
      { id: 1, from: "peer-2", reaction: "heart" },
      { id: 2, from: "peer-2", reaction: "yes" },
      { id: 3, from: "peer-3", reaction: "laughter" },
      { id: 4, from: "peer-5", reaction: "sadness" },
      { id: 5, from: null, reaction: "celebration" },
    ],
  }),
  "call-chat": call(company(3), { chat, files }),
  "call-chat-said": call(company(3), { chat }),
  "call-share": call(company(3), {
    share: { ...noShare, isPossible: true, state: "on", hasSound: true },
  }),
  "call-muted": call(company(2), {
    media: { ...media, microphone: "off", speaksMuted: true },
    notices: [notice(1, "device-new", "Headset"), notice(2, "device-gone", "USB microphone")],
  }),
  "call-media": call(company(1), { media: { ...media, camera: "busy" } }),
  "call-proof": call(
    [
      peer(1, { role: "host", confirmedAtMs }),
      stranger(2),
      peer(3, { channel: { boundAtMs: confirmedAtMs, isRebuilt: true, shortCode: null } }),
      peer(5, { mayAskAgainInS: 12 }),
    ],
    { proof: { ...noProof, contacts: [contactBob], keptOut: [keptOut] } },
  ),
  "call-alarm-name": call([peer(3), heldBob], {
    proof: { ...noProof, alarms: [borrowed(false)] },
  }),
  "call-alarm-twice": call([peer(1), heldBob], { proof: { ...noProof, alarms: [borrowed(true)] } }),
  "call-alarm-codes": call([peer(3), stranger(2, { isHeld: true })], {
    proof: {
      ...noProof,
      alarms: [{ ...whoIs(stranger(2)), alarm: "codes-differ" }],
    },
  }),
  left: at({ stage: "left", problem: null }),
  "left-removed": at({ stage: "left", problem: removed }),
  "left-refused": at({
    stage: "left",
    problem: { problem: "refused", code: "auth", message: "the signature does not verify" },
  }),
};

/** One notice of each kind, for the live region. */
export const notices: readonly CallNotice[] = [
  notice(11, "peer-joined", "Bob"),
  notice(12, "peer-left", "Bob"),
  notice(22, "stranger-joined", "Carol"),
  notice(23, "stranger-left", "Carol"),
  notice(24, "stranger-knock", "Oscar"),
  notice(13, "peer-refused", "Mallory"),
  notice(21, "knock", "Oscar"),
  notice(14, "list-conflict"),
  notice(15, "list-stale"),
  notice(16, "list-refused"),
  notice(31, "list-withheld"),
  notice(32, "change-denied"),
  notice(33, "invite-copied"),
  notice(17, "server-gone"),
  notice(18, "server-back"),
  notice(41, "device-new", "Headset"),
  notice(42, "device-gone", "Headset"),
  notice(43, "device-back", "Headset"),
  notice(44, "share-failed"),
  notice(56, "backdrop-too-slow"),
  notice(57, "backdrop-failed"),
  notice(51, "recording-begun", "Bob"),
  notice(52, "recording-over", "Bob"),
  notice(53, "recording-saved"),
  notice(54, "recording-disk-full"),
  notice(55, "recording-not-saved"),
  notice(19, "link-copied"),
  notice(20, "extension-reloaded"),
];
