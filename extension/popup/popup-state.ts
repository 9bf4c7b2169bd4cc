import type { KeyId } from "../../protocol/public-key.ts";
import type { ApprovalSummary } from "../shared/approval.ts";
import type { AppErrorCode } from "../shared/errors.ts";
import type { Identity } from "../shared/identity.ts";
import type { RoomRecord } from "../shared/room-record.ts";
import type { AllowedLine } from "./allowed-keys.ts";
import { emptyDraft, type NewRoomDraft } from "./new-room-draft.ts";
import type { TabView } from "./popup-deps.ts";

export type View = "home" | TabView;

export interface PopupState {
  readonly view: View;
  /** False until the wallet has answered once. */
  readonly isLoaded: boolean;
  /** Why the wallet could not be read. */
  readonly loadProblem: AppErrorCode | null;
  readonly identities: readonly Identity[];
  readonly approvals: readonly ApprovalSummary[];
  /** Newest first. */
  readonly rooms: readonly RoomRecord[];
  /** Origins whose room pages offer the button. */
  readonly servers: readonly string[];
  /** The key that was made or imported while this page was open: it is shown large. */
  readonly freshKey: KeyId | null;
  readonly newRoom: NewRoom;
}

export interface NewRoom {
  readonly draft: NewRoomDraft;
  /** What `draft.text` says. */
  readonly lines: readonly AllowedLine[];
  /** The link of the room that was made, until another is begun. */
  readonly link: string | null;
}

export function initialState(view: View): PopupState {
  return {
    view,
    isLoaded: false,
    loadProblem: null,
    identities: [],
    approvals: [],
    rooms: [],
    servers: [],
    freshKey: null,
    newRoom: { draft: emptyDraft, lines: [], link: null },
  };
}
