import type { Signed } from "../../protocol/signed.ts";
import type { Ask } from "../shared/approval.ts";
import { AppError } from "../shared/errors.ts";
import {
  type ApprovalEvent,
  type ApprovalState,
  isWaiting,
  nextDeathMs,
  noApprovals,
} from "./approval-state.ts";
import type { ApprovalEffect } from "./approval-step.ts";
import { type Approved, nextApprovals } from "./approvals.ts";
import { createTurns } from "./in-turn.ts";
import { barePage, pagePaths } from "./pages.ts";
import type { Ports } from "./ports.ts";

/** Runs the approval machine: mirrors its state, does what it asks for, feeds back what came. */
export interface ApprovalDesk {
  /** Takes up what an earlier life of the worker has left. Before anything else. */
  restore(): Promise<void>;
  /** Rejects with the AppError of a refused event. */
  dispatch(event: ApprovalEvent): Promise<void>;
  readonly state: ApprovalState;
}

export interface DeskDeps extends Pick<
  Ports,
  "clock" | "session" | "tabs" | "window" | "badge" | "alarm" | "tell" | "own"
> {
  readonly sign: (approved: Approved, ask: Ask) => Promise<readonly Signed[]>;
}

const mirrorKey = "approvals";
const mirrorVersion = 1;

export function createApprovalDesk(deps: DeskDeps): ApprovalDesk {
  const { clock, session, tabs, window, badge, alarm, tell, sign } = deps;
  let state = noApprovals;
  const inTurn = createTurns();

  async function dispatch(event: ApprovalEvent): Promise<void> {
    const before = state;
    const step = nextApprovals(state, event, clock.now());
    state = step.state;
    if (state !== before) {
      try {
        await mirror();
      } catch (cause) {
        // What is not written down would be signed a second time by the worker's next life.
        await giveUpSigning(step.effects);
        throw new AppError("storage/failed", cause);
      }
      badge.show(state.waiting.filter(isWaiting).length);
      alarm.wakeAt(nextDeathMs(state));
      tell({ event: "approvals-changed" });
    }
    for (const effect of step.effects) await run(effect);
    if (step.refused !== null) throw new AppError(step.refused);
  }

  /** Writes go out in the order of the states, each whole. */
  function mirror(): Promise<void> {
    const written = { version: mirrorVersion, state };
    return inTurn(() => session.set(mirrorKey, written));
  }

  async function run(effect: ApprovalEffect): Promise<void> {
    switch (effect.type) {
      case "open-window":
        // Not waited for: whoever asks gets the id of their request at once.
        void window.open().then(
          (tabId) => dispatch({ type: "window-opened", tabId }),
          () => dispatch({ type: "window-failed" }),
        );
        return;
      case "focus-window":
        return window.focus(effect.tabId);
      case "close-window":
        return window.close(effect.tabId);
      case "tell-ended":
        tell({ event: "approval-ended", requestId: effect.id });
        return;
      case "sign": {
        const { id, approved, ask } = effect;
        let signed: readonly Signed[];
        try {
          signed = await sign(approved, ask);
        } catch (cause) {
          await dispatch({ type: "sign-failed", id });
          throw cause;
        }
        await dispatch({ type: "signed", id, signed });
      }
    }
  }

  async function giveUpSigning(effects: readonly ApprovalEffect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.type !== "sign") continue;
      state = nextApprovals(state, { type: "sign-failed", id: effect.id }, clock.now()).state;
      tell({ event: "approval-ended", requestId: effect.id });
    }
  }

  return {
    get state() {
      return state;
    },
    dispatch,
    async restore() {
      state = readMirror(await session.get(mirrorKey));
      const live = await tabs.all();
      const page = deps.own.baseUrl + pagePaths.approval;
      const shows = live.filter(({ url }) => url !== null && barePage(url) === page);
      // The person may have opened the page a second time, in a tab of their own.
      const known = state.window.step === "open" ? state.window.tabId : null;
      const windowTabId =
        state.window.step === "opening"
          ? (shows[0]?.id ?? null)
          : (shows.find(({ id }) => id === known)?.id ?? null);
      await dispatch({ type: "restored", liveTabs: live.map(({ id }) => id), windowTabId });
    },
  };
}

function readMirror(found: unknown): ApprovalState {
  const { version, state } = Object(found) as { version?: unknown; state?: ApprovalState };
  return version === mirrorVersion && state !== undefined ? state : noApprovals;
}
