import type { ChatEntry } from "../../chat/chat-view.ts";
import type { FileView } from "../../files/files-view.ts";

/** What was said and what was sent, by time. */
export type TimelineItem =
  | {
      readonly kind: "said";
      readonly entry: ChatEntry;
      /** The same person went on: without name and time again. */
      readonly isContinued: boolean;
    }
  | { readonly kind: "file"; readonly file: FileView };

const goesOnForMs = 180_000;

export function timeline(
  entries: readonly ChatEntry[],
  files: readonly FileView[],
): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  let nextFile = 0;
  let before: ChatEntry | null = null;
  for (const entry of entries) {
    for (; nextFile < files.length && files[nextFile]!.atMs <= entry.atMs; nextFile += 1) {
      items.push({ kind: "file", file: files[nextFile]! });
      before = null;
    }
    items.push({ kind: "said", entry, isContinued: before !== null && goesOn(before, entry) });
    before = entry;
  }
  for (const file of files.slice(nextFile)) items.push({ kind: "file", file });
  return items;
}

function goesOn(before: ChatEntry, after: ChatEntry): boolean {
  return before.from?.peerId === after.from?.peerId && after.atMs - before.atMs < goesOnForMs;
}
