import type { NoticeKind } from "../../../shared/ui/notice.tsx";
import type { MessageKey } from "../../../shared/i18n.ts";
import type { CallNotice } from "../../call-view.ts";
import { checkText } from "./check-text.ts";
import { type Message, message } from "./message.ts";

export interface NoticeText {
  readonly kind: NoticeKind;
  readonly text: Message;
  /** How long it stays; null: until it is dismissed. What may need an act never goes by itself. */
  readonly staysMs: number | null;
  /** What the notice offers to do. */
  readonly act?: Message;
}

const briefMs = 6_000;

export function noticeText(notice: CallNotice): NoticeText {
  switch (notice.notice) {
    case "peer-joined":
      return brief("good", message("callNoticeJoined", notice.who));
    case "peer-left":
      return brief("info", message("callNoticeLeft", notice.who));
    case "stranger-joined":
      return brief("info", message("callNoticeStrangerJoined", notice.who));
    case "stranger-left":
      return brief("info", message("callNoticeStrangerLeft", notice.who));
    case "stranger-knock":
      return brief("info", message("callNoticeStrangerKnock", notice.who));
    case "knock":
      return brief("info", message("callNoticeKnock", notice.who));
    case "peer-refused":
      return staying(
        "error",
        notice.failedCheck === null
          ? message("callNoticeRefusedNoCheck", notice.who)
          : message("callNoticeRefused", notice.who, checkText(notice.failedCheck)),
      );
    case "peer-unreachable":
      return staying("warning", message("noticeUnreachable", notice.who));
    case "peer-unreachable-no-relay":
      return staying("warning", message("noticeUnreachableNoRelay", notice.who));
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
    case "list-withheld":
      return staying("warning", message("callNoticeListWithheld"));
    case "invite-copied":
      return brief("good", message("callNoticeInviteCopied"));
    case "change-approval-denied":
      return brief("info", message("callChangeNotApproved"));
    case "change-approval-expired":
    case "change-approval-interrupted":
      return staying("warning", message("callChangeNotDecided"));
    case "change-denied":
    case "change-cohost":
    case "change-host":
    case "change-full":
    case "change-expired":
    case "change-powers":
    case "change-lost":
    case "change-refused":
      return staying("warning", message("callChangeFailed", message(changeReasons[notice.notice])));
    case "server-gone":
      return brief("warning", message("callNoticeServerGone"));
    case "server-back":
      return brief("good", message("callNoticeServerBack"));
    case "recording-begun":
      return brief("warning", message("recordingBegun", notice.who));
    case "recording-over":
      return brief("info", message("recordingOver", notice.who));
    case "recording-saved":
      return brief("good", message("recordingSaved"));
    case "recording-not-saved":
    case "recording-disk-full":
    case "recording-not-written":
    case "recording-failed":
      return staying("error", message(recordingFaults[notice.notice]));
    case "backdrop-too-slow":
      return staying("warning", message("backdropTooSlow"));
    case "backdrop-failed":
      return staying("warning", message("backdropFailed"));
    case "device-new":
      return {
        ...staying("info", message("deviceNew", notice.who)),
        act: message("deviceNewUse"),
      };
    case "device-gone":
      return brief("warning", message("deviceGone", notice.who));
    case "device-back":
      return brief("good", message("deviceBack", notice.who));
    case "share-failed":
      return staying("error", message("shareFailed"));
    case "link-copied":
      return brief("good", message("callNoticeLinkCopied"));
    case "link-not-copied":
      return staying("error", message("uiCopyFailed"));
    case "extension-reloaded":
      return staying("warning", message("callNoticeReloaded"));
  }
}

const changeReasons = {
  "change-denied": "callChangeDenied",
  "change-cohost": "callChangeCohost",
  "change-host": "callChangeHost",
  "change-full": "callChangeFull",
  "change-expired": "callChangeExpired",
  "change-powers": "callChangePowers",
  "change-lost": "callChangeLost",
  "change-refused": "callChangeRefused",
} as const satisfies Partial<Record<CallNotice["notice"], MessageKey>>;

const recordingFaults = {
  "recording-not-saved": "recordingNotSaved",
  "recording-disk-full": "recordingDiskFull",
  "recording-not-written": "recordingNotWritten",
  "recording-failed": "recordingFailed",
} as const satisfies Partial<Record<CallNotice["notice"], MessageKey>>;

function brief(kind: NoticeKind, text: Message): NoticeText {
  return { kind, text, staysMs: briefMs };
}

function staying(kind: NoticeKind, text: Message): NoticeText {
  return { kind, text, staysMs: null };
}
