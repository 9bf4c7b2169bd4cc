import type { FileMessage } from "../../../protocol/channel/files.ts";
import type { FileView } from "./files-view.ts";

/** One file between this side and one other, either way. */
export interface Transfer {
  /** What the other side says of it. */
  readonly receive: (message: FileMessage) => void;
  /** The channel is bound: at first, and after each break. */
  readonly attached: () => void;
  readonly detached: () => void;
  /** The other one is gone for good, or this side is. */
  readonly left: () => void;
  readonly accept: () => void;
  readonly refuse: () => void;
  readonly pause: (isPaused: boolean) => void;
  readonly cancel: () => void;
  readonly save: () => void;
  readonly view: () => Omit<FileView, "id" | "atMs" | "peerId" | "person">;
}
