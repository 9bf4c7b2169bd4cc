import type { Check } from "../../protocol/codes.ts";
import type { HostChange, SessionEdit } from "../../protocol/list-edit.ts";
import type { KeyId, PublicJwk } from "../../protocol/public-key.ts";
import type { BackdropActions, BackdropView } from "./backdrop/backdrop-view.ts";
import type { AppErrorCode } from "../shared/errors.ts";
import type { FeatureActions, FeatureViews } from "./features/features.ts";
import type { Habit, SoundProcessing } from "./media/device-habits.ts";
import type { Identity } from "../shared/identity.ts";
import type { EditFailure } from "./room/list-edits.ts";
import type { RoomView } from "./room/room-view.ts";
import type { ConnectionView } from "./connection/connection-check.ts";
import type { Preferences } from "./preferences.ts";
import type { RecordingNews } from "./recording/recording-view.ts";
import type { ChannelFacts } from "./peers/channel-facts.ts";
import type { ProofActions, ProofView } from "./proof/proof-view.ts";

/** What the call tab shows: plain data, made by call-store.ts, drawn by components/. */

/** Why a call could not begin, or ended. Each has one sentence and a next step. */
export type CallProblem =
  | { readonly problem: "no-identity" }
  | { readonly problem: "room-not-in-wallet" }
  | { readonly problem: "server-unreachable" }
  | { readonly problem: "server-speaks-something-else" }
  | { readonly problem: "server-version" }
  | { readonly problem: "room-unknown" }
  /** The facts the server gave do not hash to the room of the link. */
  | { readonly problem: "wrong-host" }
  /** Positive: this machine's clock is ahead of the server's. */
  | { readonly problem: "clock-differs"; readonly aheadMs: number }
  | { readonly problem: "approval-denied" }
  | { readonly problem: "approval-expired" }
  | { readonly problem: "approval-interrupted" }
  | { readonly problem: "list-refused"; readonly check: Check; readonly why: string }
  | { readonly problem: "list-rolled-back"; readonly seen: number; readonly got: number }
  | { readonly problem: "not-allowed" }
  | { readonly problem: "denied" }
  | { readonly problem: "locked" }
  | { readonly problem: "list-expired" }
  | { readonly problem: "full" }
  /** *Hide my address* is on and the server offers no relay. */
  | { readonly problem: "no-relay" }
  | { readonly problem: "too-often"; readonly retryAfterMs: number | null }
  /** By a signed list; `by` signed it. */
  | {
      readonly problem: "removed";
      readonly by: KeyId;
      readonly isHost: boolean;
      /** Kept out until the host lets them in again; else only off the list. */
      readonly isDenied: boolean;
    }
  | { readonly problem: "replaced" }
  /** The server refused the proof: which check, in its words. */
  | { readonly problem: "refused"; readonly code: string; readonly message: string }
  | { readonly problem: "wallet"; readonly code: AppErrorCode };

export type Stage =
  | { readonly stage: "loading" }
  | { readonly stage: "lobby"; readonly problem: CallProblem | null }
  | { readonly stage: "connecting" }
  | { readonly stage: "waiting-for-approval" }
  | { readonly stage: "entering" }
  /** At the door: `adminsPresent` people who could open it are in the call. */
  | { readonly stage: "waiting-for-host"; readonly adminsPresent: number }
  | { readonly stage: "in-call"; readonly server: "here" | "gone" }
  | { readonly stage: "left"; readonly problem: CallProblem | null };

export interface PeerView {
  /** Names the session: unique in the call. */
  readonly peerId: string;
  readonly keyId: KeyId;
  /** What I call this key; null for one I never named. Always preferred to `claimedName`. */
  readonly knownName: string | null;
  /** What this person calls themselves: a claim. Empty where they said nothing. */
  readonly claimedName: string;
  readonly role: "host" | "cohost" | "member";
  /**
   * `connecting` until the channel is bound; `lost` while a link that was bound is being rebuilt;
   * `refused` where a check failed and nothing of theirs is accepted.
   */
  readonly link: "connecting" | "bound" | "lost" | "refused";
  /** For `refused`: the check that failed. */
  readonly failedCheck: Check | null;
  /** Bound, but nothing passes either way until the person at the screen has decided. */
  readonly isHeld: boolean;
  /** Null where no statement of theirs has verified. */
  readonly publicKey: PublicJwk | null;
  readonly channel: ChannelFacts | null;
  /** Time of the last fresh proof, null where none was asked for. */
  readonly confirmedAtMs: number | null;
  readonly confirming: "idle" | "asked" | "unanswered" | "failed";
  /** Asked too soon after the last time: seconds until it may be asked again, else null. */
  readonly mayAskAgainInS: number | null;
  readonly stream: MediaStream | null;
  /** The screen they share, with its sound; null while they share none. The same for as long as they do. */
  readonly screen: MediaStream | null;
  /** What they say they are sending. */
  readonly sends: { readonly microphone: boolean; readonly camera: boolean };
  /** 0 to 1. */
  readonly audioLevel: number;
}

export type MediaState = "off" | "starting" | "on" | "refused" | "missing" | "busy" | "failed";

export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

export interface OwnMediaView {
  readonly camera: MediaState;
  readonly microphone: MediaState;
  /** Chosen devices; empty text for the browser's default. */
  readonly cameraId: string;
  readonly microphoneId: string;
  readonly speakerId: string;
  readonly cameras: readonly DeviceChoice[];
  readonly microphones: readonly DeviceChoice[];
  /** Empty where the browser cannot choose, or has not been asked to yet. */
  readonly speakers: readonly DeviceChoice[];
  /** The browser lists speakers only once one was picked in its own prompt (Firefox). */
  readonly canPickSpeaker: boolean;
  /** The own camera, for the preview and the own tile. */
  readonly preview: MediaStream | null;
  /** 0 to 1; also while it is muted and still open. */
  readonly level: number;
  /** Somebody speaks into the muted microphone. */
  readonly speaksMuted: boolean;
  /** Of the microphone in use. */
  readonly processing: SoundProcessing;
  readonly habits: Readonly<Record<Habit, boolean>>;
}

/** The own screen, as others get it. */
export interface ShareView {
  /** False where the browser has no such thing. */
  readonly isPossible: boolean;
  /** `choosing`: the browser asks what to share. */
  readonly state: "off" | "choosing" | "on";
  readonly preview: MediaStream | null;
  readonly hasSound: boolean;
  readonly suits: ShareSuits;
}

/** What a shared screen mostly shows: sharp letters, or smooth movement. */
export type ShareSuits = "text" | "motion";

/** Why a change of the list was not made. */
export type ChangeNotice =
  `change-${EditFailure | "approval-denied" | "approval-expired" | "approval-interrupted"}`;

/** Something worth saying once, that does not end the call. */
export interface CallNotice {
  readonly id: number;
  readonly notice:
    | "peer-joined"
    | "peer-left"
    /** The same of a key that I never named: `who` is what it calls itself. */
    | "stranger-joined"
    | "stranger-left"
    | "stranger-knock"
    | "peer-refused"
    | "peer-unreachable"
    | "peer-unreachable-no-relay"
    | "knock"
    | "list-conflict"
    | "list-stale"
    | "list-refused"
    | "list-withheld"
    | ChangeNotice
    | "invite-copied"
    | "server-gone"
    | "server-back"
    | RecordingNews
    /** The background, and with it the camera, was turned off. */
    | "backdrop-too-slow"
    | "backdrop-failed"
    | "device-new"
    | "device-gone"
    | "device-back"
    | "share-failed"
    | "link-copied"
    | "link-not-copied"
    | "extension-reloaded";
  /** Name or short key id of whom it is about; for devices the name of the device. */
  readonly who: string;
  readonly failedCheck: Check | null;
}

/** Somebody at the door whose statement and box have verified. */
export interface KnockView {
  readonly peerId: string;
  readonly keyId: KeyId;
  /** What I call this key, or null. */
  readonly knownName: string | null;
  /** A claim. */
  readonly claimedName: string;
  readonly note: string;
  /** Whether they proved to hold the room's link with its secret. */
  readonly holdsLink: boolean;
  /** A one-time invite that this wallet made; `used`: another key came with it before. */
  readonly invite: "none" | "good" | "used";
}

/** At the door, asking to be let in. */
export interface DoorView {
  /** What the host alone is told. */
  readonly name: string;
  /** What was said with the last knock; null before the first. */
  readonly note: string | null;
  /** Who would hear a knock now. */
  readonly here: "nobody" | "host" | "cohost";
  /** The link brought a one-time invite, which is shown along. */
  readonly hasInvite: boolean;
}

export interface CallView extends FeatureViews {
  readonly stage: Stage;
  /** `wss://host`. */
  readonly server: string;
  readonly roomId: string;
  readonly link: string;
  readonly host: KeyId | null;
  /** What I call the host, or null. */
  readonly hostName: string | null;
  readonly isOwnRoom: boolean;
  readonly identities: readonly Identity[];
  /** Key id of the identity that joins. */
  readonly identity: KeyId | null;
  readonly media: OwnMediaView;
  readonly backdrop: BackdropView;
  readonly preferences: Preferences;
  readonly connection: ConnectionView;
  /** This tab was in the call before it was loaded anew. */
  readonly wasInCall: boolean;
  readonly share: ShareView;
  readonly peers: readonly PeerView[];
  readonly proof: ProofView;
  /** Null unless one waits at the door. */
  readonly door: DoorView | null;
  /** Null before the list is known. */
  readonly room: RoomView | null;
  /** Only for who may admit. */
  readonly knocks: readonly KnockView[];
  readonly notices: readonly CallNotice[];
}

export interface CallActions extends FeatureActions, ProofActions, BackdropActions {
  readonly chooseIdentity: (keyId: KeyId) => void;
  readonly join: () => void;
  /** Out of waiting or connecting, back to the lobby. */
  readonly cancel: () => void;
  readonly leave: () => void;
  /** From `left` back to the lobby. */
  readonly backToLobby: () => void;
  readonly setMicrophone: (on: boolean) => void;
  readonly setCamera: (on: boolean) => void;
  readonly chooseDevice: (kind: "camera" | "microphone" | "speaker", deviceId: string) => void;
  /** After a refusal or a busy camera: ask the browser again. */
  readonly retryMedia: () => void;
  /** Directly from a click: browsers ask for one. */
  readonly shareScreen: () => void;
  readonly stopSharing: () => void;
  readonly setShareSuits: (suits: ShareSuits) => void;
  readonly setProcessing: (name: keyof SoundProcessing, on: boolean) => void;
  readonly setHabit: (habit: Habit, on: boolean) => void;
  /** Directly from a click. */
  readonly pickSpeaker: () => void;
  readonly playTestSound: () => void;
  /** Does what a notice offers. */
  readonly acceptNotice: (id: number) => void;
  readonly copyLink: () => void;
  readonly confirmIdentity: (peerId: string) => void;
  /** Lets in the key that knocked: the next version of the list, signed by this session. */
  readonly admit: (peerId: string) => void;
  /** Everybody who knocks, in one version. */
  readonly admitAll: () => void;
  /** Keeps the key that knocked out, until the host lifts that. */
  readonly refuseKnock: (peerId: string) => void;
  readonly knock: (note: string) => void;
  readonly editList: (edit: SessionEdit) => void;
  /** Asks the host in the approval window. */
  readonly changeList: (change: HostChange) => void;
  /** Makes a link for one person and copies it. */
  readonly copyInvite: () => void;
  /** Not now: the knock is put away on this side. */
  readonly dismissKnock: (peerId: string) => void;
  readonly dismissNotice: (id: number) => void;
  /** Remembered for the next call. */
  readonly testConnection: () => void;
  readonly prefer: (changes: Partial<Preferences>) => void;
}
