import type { Person } from "../features/feature.ts";

/** What is shown of the chat: plain data. */
export interface ChatView {
  /** The oldest first. */
  readonly entries: readonly ChatEntry[];
  /** How many older ones were dropped to bound the memory. */
  readonly trimmed: number;
  /** What others said since it was last looked at. */
  readonly unread: number;
}

export interface ChatEntry {
  /** Unique in the tab, and counting up with time. */
  readonly id: number;
  readonly atMs: number;
  /** Null for what I said. */
  readonly from: ChatAuthor | null;
  readonly text: string;
  /** Of my own message: to whom it did not get, or not yet. */
  readonly missed: readonly Missed[];
  /** Of others: how many more came too fast to be shown. */
  readonly dropped: number;
}

export interface ChatAuthor extends Person {
  /** Names the session: two of one key are two authors. */
  readonly peerId: string;
}

export interface Missed extends Person {
  /** `waiting`: it goes out when their link is back; the others are final. */
  readonly why: "waiting" | "gone" | "too-fast";
}

export interface ChatActions {
  /** False where it was not taken: too soon after the others, or nothing in it. */
  readonly sayInChat: (text: string) => boolean;
  /** All of it has been seen. */
  readonly readChat: () => void;
  /** Puts a text into a file of the person's. */
  readonly saveText: (fileName: string, text: string) => void;
}
