import type { AppErrorCode } from "../shared/errors.ts";
import type { MessageKey } from "../shared/i18n.ts";
import type { CallProblem } from "./call-view.ts";
import { checkText } from "./check-text.ts";
import { type Message, message } from "./components/message.ts";

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
      return text("problemNoIdentity");
    case "room-not-in-wallet":
      return text("problemRoomNotInWallet");
    case "server-unreachable":
      return text("problemServerUnreachable", {
        sentence: message("problemServerUnreachableText", server),
        canRetry: true,
      });
    case "server-speaks-something-else":
      return text("problemServerOther", { sentence: message("problemServerOtherText", server) });
    case "server-version":
      return text("problemServerVersion");
    case "room-unknown":
      return text("problemRoomUnknown", { canRetry: true });
    case "wrong-host":
      return text("problemWrongHost", { isAlarm: true });
    case "clock-differs":
      return text("problemClock", {
        sentence: message(problem.aheadMs > 0 ? "problemClockText" : "problemClockBehindText", {
          durationMs: problem.aheadMs,
        }),
        canRetry: true,
      });
    case "approval-denied":
      return text("problemApprovalDenied", { canRetry: true });
    case "approval-expired":
      return text("problemApprovalExpired", { canRetry: true });
    case "approval-interrupted":
      return text("problemApprovalInterrupted", { canRetry: true });
    case "list-refused":
      return text("problemListRefused", {
        sentence: message("problemListRefusedText", checkText(problem.check)),
        quote: problem.why,
        isAlarm: true,
      });
    case "list-rolled-back":
      return text("problemListRolledBack", {
        sentence: message("problemListRolledBackText", problem.got, problem.seen),
        isAlarm: true,
      });
    case "not-allowed":
      return text("problemNotAllowed");
    case "denied":
      return text("problemDenied");
    case "locked":
      return text("problemLocked", { canRetry: true });
    case "list-expired":
      return text("problemListExpired", { canRetry: true });
    case "full":
      return text("problemFull", { canRetry: true });
    case "too-often":
      return text("problemTooOften", {
        ...(problem.retryAfterMs === null
          ? {}
          : {
              next: message("problemTooOftenNextAfter", { durationMs: problem.retryAfterMs }),
            }),
        canRetry: true,
      });
    case "removed":
      return text("problemRemoved");
    case "replaced":
      return text("problemReplaced");
    case "refused":
      return text("problemRefused", {
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
      return text("problemReloaded");
    case "wallet/unknown-key":
      return text("problemKeyGone");
    case "approval/too-many":
      return text("problemApprovalsFull", { canRetry: true });
    case "storage/failed":
      return text("problemStorage", { canRetry: true });
    default:
      return text("problemWallet", {
        sentence: message("problemWalletText", code),
        canRetry: true,
      });
  }
}

/** The heading's key; the other two texts are named after it. */
type Stem = MessageKey extends infer Key ? (Key extends `${infer Name}Next` ? Name : never) : never;

function text(stem: Stem, parts: Partial<ProblemText> = {}): ProblemText {
  return {
    heading: message(stem),
    sentence: message(`${stem}Text`),
    next: message(`${stem}Next`),
    quote: "",
    canRetry: false,
    isAlarm: false,
    ...parts,
  };
}
