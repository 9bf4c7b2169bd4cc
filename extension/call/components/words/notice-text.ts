import type { NoticeKind } from "../../../shared/ui/notice.tsx";
import type { CallNotice } from "../../call-view.ts";
import { checkText } from "./check-text.ts";
import { type Message, message } from "./message.ts";

export interface NoticeText {
  readonly kind: NoticeKind;
  readonly text: Message;
  /** How long it stays; null: until it is dismissed. What may need an act never goes by itself. */
  readonly staysMs: number | null;
}

const briefMs = 6_000;

export function noticeText(notice: CallNotice): NoticeText {
  switch (notice.notice) {
    case "peer-joined":
      return brief("good", message("callNoticeJoined", notice.who));
    case "peer-left":
      return brief("info", message("callNoticeLeft", notice.who));
    case "knock":
      return brief("info", message("callNoticeKnock", notice.who));
    case "peer-refused":
      return staying(
        "error",
        notice.failedCheck === null
          ? message("callNoticeRefusedNoCheck", notice.who)
          : message("callNoticeRefused", notice.who, checkText(notice.failedCheck)),
      );
    case "list-conflict":
      return staying("warning", message("callNoticeListConflict"));
    case "list-stale":
      return staying("warning", message("callNoticeListStale"));
    case "list-refused":
      return staying(
        "warning",
        notice.failedCheck === null
          ? message("callNoticeListRefusedNoCheck")
          : message("callNoticeListRefused", checkText(notice.failedCheck)),
      );
    case "server-gone":
      return brief("warning", message("callNoticeServerGone"));
    case "server-back":
      return brief("good", message("callNoticeServerBack"));
    case "link-copied":
      return brief("good", message("callNoticeLinkCopied"));
    case "link-not-copied":
      return staying("error", message("uiCopyFailed"));
    case "extension-reloaded":
      return staying("warning", message("callNoticeReloaded"));
  }
}

function brief(kind: NoticeKind, text: Message): NoticeText {
  return { kind, text, staysMs: briefMs };
}

function staying(kind: NoticeKind, text: Message): NoticeText {
  return { kind, text, staysMs: null };
}
