import type { Person } from "../features/feature.ts";

/** What is shown of the files: plain data. */
export interface FilesView {
  /** The oldest first. */
  readonly files: readonly FileView[];
  /** What somebody offers and nobody has looked at. */
  readonly unread: number;
}

/** One file on its way to or from one person. */
export interface FileView {
  /** Unique in the tab, and counting up with time. */
  readonly id: number;
  readonly atMs: number;
  readonly direction: "out" | "in";
  readonly peerId: string;
  readonly person: Person;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly state: FileState;
  /** Of a file that failed. */
  readonly problem: FileProblem | null;
  /** Bytes that are safe on the other end, or on this one. */
  readonly moved: number;
  /** Null while nothing is known. */
  readonly bytesPerSecond: number | null;
  readonly isPausedByMe: boolean;
  readonly isPausedByThem: boolean;
  /** It can be put among the downloads once more. */
  readonly canSave: boolean;
}

/**
 * `opening`: accepted, a place for it is being made. `moving` also while paused or while the link
 * is `lost`. `checking`: all has come, its hash is compared.
 */
export type FileState =
  | "offered"
  | "opening"
  | "moving"
  | "lost"
  | "checking"
  | "done"
  | "refused"
  | "cancelled"
  | "failed";

export type FileProblem =
  /** Its hash is not what the sender says. */
  | "mismatch"
  /** The other side broke the rules. */
  | "broken"
  | "no-room"
  | "not-written"
  | "not-read"
  /** The other one has left, or gave up. */
  | "gone"
  | "too-many";

export interface FilesActions {
  /** To these sessions, each on its own. */
  readonly sendFiles: (files: readonly File[], peerIds: readonly string[]) => void;
  /** To be called within the click: a picker needs that. */
  readonly acceptFile: (id: number) => void;
  readonly refuseFile: (id: number) => void;
  readonly pauseFile: (id: number, isPaused: boolean) => void;
  readonly cancelFile: (id: number) => void;
  readonly saveFile: (id: number) => void;
  /** Away with what is over. */
  readonly dismissFile: (id: number) => void;
  readonly readFiles: () => void;
}

/** Whether nothing more will come of it. */
export function isOver(state: FileState): boolean {
  return /^(done|refused|cancelled|failed)$/.test(state);
}
