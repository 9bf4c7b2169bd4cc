import type { AppErrorCode } from "../../../shared/errors.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import type { CallProblem } from "../../call-view.ts";
import { shortKeyId } from "../../peers/short-key-id.ts";
import { checkText } from "./check-text.ts";
import { type Message, message } from "./message.ts";

/** A problem in words: what it is, what is behind it, and what to do. */
export interface ProblemText {
  readonly heading: Message;
  readonly sentence: Message;
  readonly next: Message;
  /** Somebody else's words or a code, quoted as it came; "" where there is none. */
  readonly quote: string;
  /** True where pressing Join again may well work. */
  readonly canRetry: boolean;
  /** True where somebody may be attacking, rather than something being out of order. */
  readonly isAlarm: boolean;
}

/** `server`: its name, as `serverName` gives it. */
export function problemText(problem: CallProblem, server: string): ProblemText {
  switch (problem.problem) {
    case "no-identity":
      return text(["problemNoIdentity", "problemNoIdentityText", "problemNoIdentityNext"]);
    case "room-not-in-wallet":
      return text([
        "problemRoomNotInWallet",
        "problemRoomNotInWalletText",
        "problemRoomNotInWalletNext",
      ]);
    case "server-unreachable":
      return text(
        [
          "problemServerUnreachable",
          "problemServerUnreachableText",
          "problemServerUnreachableNext",
        ],
        {
          sentence: message("problemServerUnreachableText", server),
          canRetry: true,
        },
      );
    case "server-speaks-something-else":
      return text(["problemServerOther", "problemServerOtherText", "problemServerOtherNext"], {
        sentence: message("problemServerOtherText", server),
      });
    case "server-version":
      return text(["problemServerVersion", "problemServerVersionText", "problemServerVersionNext"]);
    case "room-unknown":
      return text(["problemRoomUnknown", "problemRoomUnknownText", "problemRoomUnknownNext"], {
        canRetry: true,
      });
    case "wrong-host":
      return text(["problemWrongHost", "problemWrongHostText", "problemWrongHostNext"], {
        isAlarm: true,
      });
    case "clock-differs":
      return text(["problemClock", "problemClockText", "problemClockNext"], {
        sentence: message(problem.aheadMs > 0 ? "problemClockText" : "problemClockBehindText", {
          durationMs: problem.aheadMs,
        }),
        canRetry: true,
      });
    case "approval-denied":
      return text(
        ["problemApprovalDenied", "problemApprovalDeniedText", "problemApprovalDeniedNext"],
        { canRetry: true },
      );
    case "approval-expired":
      return text(
        ["problemApprovalExpired", "problemApprovalExpiredText", "problemApprovalExpiredNext"],
        { canRetry: true },
      );
    case "approval-interrupted":
      return text(
        [
          "problemApprovalInterrupted",
          "problemApprovalInterruptedText",
          "problemApprovalInterruptedNext",
        ],
        { canRetry: true },
      );
    case "list-refused":
      return text(["problemListRefused", "problemListRefusedText", "problemListRefusedNext"], {
        sentence: message("problemListRefusedText", checkText(problem.check)),
        quote: problem.why,
        isAlarm: true,
      });
    case "list-rolled-back":
      return text(
        ["problemListRolledBack", "problemListRolledBackText", "problemListRolledBackNext"],
        {
          sentence: message("problemListRolledBackText", problem.got, problem.seen),
          isAlarm: true,
        },
      );
    case "not-allowed":
      return text(["problemNotAllowed", "problemNotAllowedText", "problemNotAllowedNext"]);
    case "denied":
      return text(["problemDenied", "problemDeniedText", "problemDeniedNext"]);
    case "locked":
      return text(["problemLocked", "problemLockedText", "problemLockedNext"], { canRetry: true });
    case "list-expired":
      return text(["problemListExpired", "problemListExpiredText", "problemListExpiredNext"], {
        canRetry: true,
      });
    case "full":
      return text(["problemFull", "problemFullText", "problemFullNext"], { canRetry: true });
    case "no-relay":
      return text(["problemNoRelay", "problemNoRelayText", "problemNoRelayNext"]);
    case "too-often":
      return text(["problemTooOften", "problemTooOftenText", "problemTooOftenNext"], {
        ...(problem.retryAfterMs === null
          ? {}
          : {
              next: message("problemTooOftenNextAfter", { durationMs: problem.retryAfterMs }),
            }),
        canRetry: true,
      });
    case "removed":
      return text(["problemRemoved", "problemRemovedText", "problemRemovedNext"], {
        sentence: problem.isHost
          ? message("problemRemovedText")
          : message("problemRemovedByCohostText", shortKeyId(problem.by)),
        ...(problem.isDenied ? { next: message("problemRemovedDeniedNext") } : {}),
      });
    case "replaced":
      return text(["problemReplaced", "problemReplacedText", "problemReplacedNext"]);
    case "refused":
      return text(["problemRefused", "problemRefusedText", "problemRefusedNext"], {
        sentence: message("problemRefusedText", problem.code),
        quote: problem.message,
        canRetry: true,
      });
    case "wallet":
      return walletText(problem.code);
  }
}

/** What a call tab may hear from its wallet; the other codes belong to other pages. */
function walletText(code: AppErrorCode): ProblemText {
  switch (code) {
    case "background/unreachable":
      return text(["problemReloaded", "problemReloadedText", "problemReloadedNext"]);
    case "wallet/unknown-key":
      return text(["problemKeyGone", "problemKeyGoneText", "problemKeyGoneNext"]);
    case "approval/too-many":
      return text(
        ["problemApprovalsFull", "problemApprovalsFullText", "problemApprovalsFullNext"],
        { canRetry: true },
      );
    case "storage/failed":
      return text(["problemStorage", "problemStorageText", "problemStorageNext"], {
        canRetry: true,
      });
    default:
      return text(["problemWallet", "problemWalletText", "problemWalletNext"], {
        sentence: message("problemWalletText", code),
        canRetry: true,
      });
  }
}

function text(
  [heading, sentence, next]: readonly [MessageKey, MessageKey, MessageKey],
  parts: Partial<ProblemText> = {},
): ProblemText {
  return {
    heading: message(heading),
    sentence: message(sentence),
    next: message(next),
    quote: "",
    canRetry: false,
    isAlarm: false,
    ...parts,
  };
}
