import { createSignal, onCleanup, type Accessor } from "solid-js";
import type { ApprovalView } from "../shared/approval.ts";
import { AppError, type AppErrorCode } from "../shared/errors.ts";
import type { AskBackground, BackgroundEvent } from "../shared/requests.ts";

/** What the approval window needs of the world; main.tsx hands it the real ones. */
export interface ApprovalDeps {
  readonly ask: AskBackground;
  readonly listen: (listener: (event: BackgroundEvent) => void) => () => void;
  /** Closes this window. */
  readonly close: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type ApprovalPage =
  | { readonly page: "loading" }
  | {
      readonly page: "asking";
      readonly view: ApprovalView;
      /** True where the one before it ended while it was shown, undecided. */
      readonly replaced: boolean;
      readonly isDeciding: boolean;
      readonly problem: AppErrorCode | null;
    }
  /** Nothing was signed, and nothing can be any more. */
  | { readonly page: "ended"; readonly why: "expired" | "interrupted" }
  | { readonly page: "nothing" }
  | { readonly page: "failed"; readonly problem: AppErrorCode };

export interface ApprovalStore {
  readonly page: Accessor<ApprovalPage>;
  readonly actions: {
    /** Shows the request that waits now. */
    load(): Promise<void>;
    /** Signs what `view` shows. */
    approve(view: ApprovalView): Promise<void>;
    deny(view: ApprovalView): Promise<void>;
    /** The time of the request is over. */
    expire(): void;
    /** From a page with nothing to decide: to the next request, or away. */
    leave(): Promise<void>;
  };
}

/** Must run under a Solid owner. */
export function createApprovalStore(deps: ApprovalDeps): ApprovalStore {
  const [page, setPage] = createSignal<ApprovalPage>({ page: "loading" });
  let readings = 0;

  /** The request that waits now, or undefined where a later reading overtook this one. */
  const readCurrent = async (): Promise<ApprovalView | null | undefined> => {
    readings += 1;
    const reading = readings;
    const current = await deps.ask("approvals/current", null);
    return reading === readings ? current : undefined;
  };

  const load = async (): Promise<void> => {
    try {
      const current = await readCurrent();
      if (current !== undefined) setPage(pageFor(page(), current, deps.now()));
    } catch (error) {
      setPage({ page: "failed", problem: codeOf(error) });
    }
  };

  const next = async (): Promise<void> => {
    const current = await readCurrent();
    if (current === undefined) return;
    if (current === null) deps.close();
    else setPage(asking(current, false));
  };

  const decide = async (view: ApprovalView, decision: () => Promise<null>): Promise<void> => {
    const shown = page();
    if (shown.page !== "asking" || shown.isDeciding || shown.view !== view) return;
    setPage({ ...shown, isDeciding: true, problem: null });
    try {
      await decision();
      await next();
    } catch (error) {
      setPage({ ...shown, isDeciding: false, problem: codeOf(error) });
      // It may have ended meanwhile; where it still waits, it stays with the problem beside it.
      await load();
    }
  };

  onCleanup(
    deps.listen(({ event }) => {
      const shown = page();
      const isDeciding = shown.page === "asking" && shown.isDeciding;
      // While a decision is under way the queue moves on by itself: its end reads anew.
      if (event === "approvals-changed" && !isDeciding) void load();
    }),
  );

  return {
    page,
    actions: {
      load,
      approve: (view) =>
        decide(view, () =>
          deps.ask("approvals/approve", { id: view.id, statements: view.statements }),
        ),
      deny: (view) => decide(view, () => deps.ask("approvals/deny", { id: view.id })),
      expire: () => {
        const shown = page();
        if (shown.page === "asking" && !shown.isDeciding && isOver(shown.view, deps.now())) {
          setPage({ page: "ended", why: "expired" });
        }
      },
      leave: async () => {
        try {
          await next();
        } catch {
          deps.close();
        }
      },
    },
  };
}

/** What is shown when `current` waits now and `shown` was on the screen. */
function pageFor(shown: ApprovalPage, current: ApprovalView | null, nowMs: number): ApprovalPage {
  if (current !== null && !isOver(current, nowMs)) {
    if (shown.page !== "asking") return asking(current, false);
    const isSame = shown.view.id === current.id;
    // What went wrong with this request still holds; with another one it says nothing.
    return isSame ? { ...shown, view: current } : asking(current, true);
  }
  if (shown.page === "asking" || current !== null) {
    const isExpired = current !== null || (shown.page === "asking" && isOver(shown.view, nowMs));
    return { page: "ended", why: isExpired ? "expired" : "interrupted" };
  }
  return shown.page === "ended" ? shown : { page: "nothing" };
}

function asking(view: ApprovalView, replaced: boolean): ApprovalPage {
  return { page: "asking", view, replaced, isDeciding: false, problem: null };
}

function isOver({ diesAtMs }: ApprovalView, nowMs: number): boolean {
  return nowMs >= diesAtMs;
}

function codeOf(error: unknown): AppErrorCode {
  if (error instanceof AppError) return error.code;
  throw error;
}
