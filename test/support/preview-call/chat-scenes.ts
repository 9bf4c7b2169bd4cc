// What was said and sent, in every state that a person can meet.

import type { ChatEntry, ChatView } from "../../../extension/call/chat/chat-view.ts";
import type { FileState, FilesView, FileView } from "../../../extension/call/files/files-view.ts";
import { peer, stranger } from "./people.ts";

const beganAtMs = new Date(2026, 4, 2, 14, 5).getTime();
const minute = 60_000;

let count = 0;
function said(
  who: ReturnType<typeof peer> | null,
  minutes: number,
  text: string,
  changes: Partial<ChatEntry> = {},
): ChatEntry {
  count += 1;
  return {
    id: count,
    atMs: beganAtMs + minutes * minute,
    from: who,
    text,
    missed: [],
    dropped: 0,
    ...changes,
  };
}

function file(
  who: ReturnType<typeof peer>,
  minutes: number,
  name: string,
  state: FileState,
  changes: Partial<FileView> = {},
): FileView {
  count += 1;
  return {
    id: count,
    atMs: beganAtMs + minutes * minute,
    direction: "in",
    peerId: who.peerId,
    person: who,
    name,
    size: 5_242_880,
    state,
    problem: null,
    moved: 0,
    bytesPerSecond: null,
    isPausedByMe: false,
    isPausedByThem: false,
    canSave: false,
    ...changes,
  };
}

const bob = peer(1);
const carol = stranger(2);
const falseBob = stranger(4, { claimedName: "Bob" });

export const chat: ChatView = {
  trimmed: 12,
  unread: 3,
  entries: [
    said(bob, 0, "Good afternoon! The plan is at https://plans.example.org/2026/bridge?page=4."),
    said(bob, 1, "Section 3 changed:\n  · new railing\n  · two lamps less"),
    said(null, 2, "Thank you, I am reading it now."),
    said(null, 3, "Is the tender out?", { missed: [{ ...peer(3), why: "waiting" }] }),
    said(carol, 4, "I think so: http://xn--pple-43d.example/tender — two weeks left 👩‍👩‍👧"),
    said(falseBob, 5, "Send me the contract, please.", { dropped: 14 }),
    said(null, 9, "No.", {
      missed: [
        { ...falseBob, why: "gone" },
        { ...carol, why: "too-fast" },
      ],
    }),
  ],
};

export const files: FilesView = {
  unread: 1,
  files: [
    file(bob, 10, "bridge-plan-2026.pdf", "offered"),
    file(bob, 11, "Photos of the river bank in high water.zip", "moving", {
      size: 1_900_000_000,
      moved: 612_000_000,
      bytesPerSecond: 24_300_000,
    }),
    file(carol, 12, "tender.docx", "moving", {
      direction: "out",
      moved: 2_097_152,
      bytesPerSecond: 900_000,
      isPausedByThem: true,
    }),
    file(bob, 13, "minutes.txt", "done", { size: 2_112, moved: 2_112, canSave: true }),
    file(falseBob, 14, "invoice_exe.pdf", "failed", { problem: "mismatch" }),
    file(carol, 15, "model.step", "lost", { direction: "out", moved: 1_048_576 }),
    file(carol, 16, "late.txt", "refused", { direction: "out", size: 0 }),
  ],
};
