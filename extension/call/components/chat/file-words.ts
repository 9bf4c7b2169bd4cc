import type { FileProblem, FileView } from "../../files/files-view.ts";
import { type Message, message } from "../words/message.ts";
import type { SizeWords } from "./size-words.ts";

type Facts = Omit<FileView, "person" | "peerId" | "name">;

/** What happens with a file, in a line. */
export function fileWords(file: Facts, words: SizeWords): Message {
  switch (file.state) {
    case "offered":
      return message(file.direction === "out" ? "fileOffered" : "fileOffersYou");
    case "opening":
      return message("fileOpening");
    case "moving":
      return movingWords(file, words);
    case "lost":
      return message("fileLost", progressWords(file, words));
    case "checking":
      return message("fileChecking");
    case "done":
      if (file.direction === "out") return message("fileDelivered");
      return message(file.canSave ? "fileSaved" : "fileSavedThere");
    case "refused":
      return message(file.direction === "out" ? "fileRefusedByThem" : "fileRefusedByMe");
    case "cancelled":
      return message("fileCancelled");
    case "failed":
      return message(problems[file.problem ?? "gone"]);
  }
}

const problems = {
  mismatch: "fileMismatch",
  broken: "fileBroken",
  "no-room": "fileNoRoom",
  "not-written": "fileNotWritten",
  "not-read": "fileNotRead",
  gone: "fileGone",
  "too-many": "fileTooMany",
} as const satisfies Record<FileProblem, string>;

function movingWords(file: Facts, words: SizeWords): Message {
  const progress = progressWords(file, words);
  if (file.isPausedByMe) return message("filePaused", progress);
  if (file.isPausedByThem) return message("filePausedByThem", progress);
  const { bytesPerSecond: speed } = file;
  if (speed === null || speed <= 0) return progress;
  const seconds = (file.size - file.moved) / speed;
  return message("fileMoving", progress, words.perSecond(speed), words.duration(seconds));
}

function progressWords({ moved, size }: Facts, words: SizeWords): Message {
  return message("fileProgress", words.bytes(moved), words.bytes(size));
}
