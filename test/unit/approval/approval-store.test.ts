import { createRoot } from "solid-js";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type ApprovalDeps,
  type ApprovalStore,
  createApprovalStore,
} from "../../../extension/approval/approval-store.ts";
import type { ApprovalView } from "../../../extension/shared/approval.ts";
import { AppError, type AppErrorCode } from "../../../extension/shared/errors.ts";
import type { AskBackground, BackgroundEvent } from "../../../extension/shared/requests.ts";
import { testTimeMs } from "../../support/protocol/room-facts.ts";
import { makeViews } from "./approval-views.ts";

const { join, create, confirm } = await makeViews();

interface Opened extends ApprovalStore {
  /** What waits, in its order; a decision takes the first away. */
  readonly queue: ApprovalView[];
  readonly decisions: [string, unknown][];
  readonly fault: { code: AppErrorCode | null };
  readonly clock: { nowMs: number };
  readonly closed: () => number;
  readonly tell: (event: BackgroundEvent["event"]) => Promise<void>;
  /** Decisions wait for this while it is not null. */
  readonly slow: { until: Promise<void> | null };
}

async function open(...queue: ApprovalView[]): Promise<Opened> {
  const decisions: [string, unknown][] = [];
  const fault: Opened["fault"] = { code: null };
  const clock = { nowMs: testTimeMs };
  const slow: Opened["slow"] = { until: null };
  let closed = 0;
  let listener: Parameters<ApprovalDeps["listen"]>[0] = () => undefined;
  const answer = async (name: string, params: unknown): Promise<unknown> => {
    if (name === "approvals/current") {
      // A new object each time, as a message is.
      return structuredClone(queue[0] ?? null);
    }
    decisions.push([name, params]);
    await slow.until;
    if (fault.code !== null) throw new AppError(fault.code);
    queue.shift();
    return null;
  };
  const store = createRoot((dispose) => {
    onTestFinished(dispose);
    return createApprovalStore({
      ask: answer as AskBackground,
      listen: (added) => {
        listener = added;
        return () => undefined;
      },
      close: () => {
        closed += 1;
      },
      now: () => clock.nowMs,
    });
  });
  await store.actions.load();
  const tell = async (event: BackgroundEvent["event"]): Promise<void> => {
    listener({ event } as BackgroundEvent);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ...store, queue, decisions, fault, clock, slow, closed: () => closed, tell };
}

function shown({ page }: ApprovalStore): ApprovalView {
  const now = page();
  if (now.page !== "asking") throw new Error(`shows ${now.page}`);
  return now.view;
}

describe("the approval window", () => {
  it("shows the request that waits", async () => {
    const view = join();
    expect(shown(await open(view))).toEqual(view);
  });

  it("says so where none waits", async () => {
    expect((await open()).page()).toEqual({ page: "nothing" });
  });

  it("approves with the very texts that it showed, and closes after the last", async () => {
    const view = create();
    const store = await open(view);
    await store.actions.approve(shown(store));
    expect(store.decisions).toEqual([
      ["approvals/approve", { id: view.id, statements: view.statements }],
    ]);
    expect(store.closed()).toBe(1);
  });

  it("goes on with the next request after a decision", async () => {
    const [first, second] = [join(), confirm()];
    const store = await open(first, second);
    await store.actions.deny(shown(store));
    expect(store.decisions).toEqual([["approvals/deny", { id: first.id }]]);
    expect(shown(store)).toEqual(second);
    expect(store.page()).toMatchObject({ replaced: false, isDeciding: false });
    expect(store.closed()).toBe(0);
  });

  it("decides once, however often it is told to", async () => {
    const store = await open(join(), confirm());
    const view = shown(store);
    let release!: () => void;
    store.slow.until = new Promise((resolve) => {
      release = resolve;
    });
    const first = store.actions.approve(view);
    const second = store.actions.approve(view);
    const third = store.actions.deny(view);
    release();
    await Promise.all([first, second, third]);
    expect(store.decisions).toHaveLength(1);
  });

  it("decides nothing about a request that is no longer shown", async () => {
    const store = await open(join());
    const old = shown(store);
    store.queue.splice(0, 1, confirm());
    await store.tell("approvals-changed");
    await store.actions.approve(old);
    expect(store.decisions).toEqual([]);
  });

  it("does not change under a decision that is under way", async () => {
    const store = await open(join(), confirm());
    const view = shown(store);
    let release!: () => void;
    store.slow.until = new Promise((resolve) => {
      release = resolve;
    });
    const deciding = store.actions.approve(view);
    const waiting = store.queue.shift()!;
    await store.tell("approvals-changed");
    expect(shown(store)).toBe(view);
    store.queue.unshift(waiting);
    release();
    await deciding;
    expect(shown(store)).toEqual(store.queue[0]);
  });

  it("says what went wrong, and lets the person decide again", async () => {
    const store = await open(join());
    store.fault.code = "storage/failed";
    await store.actions.approve(shown(store));
    expect(store.page()).toMatchObject({
      page: "asking",
      isDeciding: false,
      problem: "storage/failed",
    });
    store.fault.code = null;
    await store.actions.approve(shown(store));
    expect(store.closed()).toBe(1);
  });
});

describe("a request that ends while it is shown", () => {
  it("by its asker is said to be interrupted", async () => {
    const store = await open(join());
    store.queue.length = 0;
    await store.tell("approvals-changed");
    expect(store.page()).toEqual({ page: "ended", why: "interrupted" });
    expect(store.closed()).toBe(0);
  });

  it("by the clock is said to have expired, and cannot be approved any more", async () => {
    const store = await open(join());
    const view = shown(store);
    store.actions.expire();
    expect(store.page()).toMatchObject({ page: "asking" });
    store.clock.nowMs = view.diesAtMs;
    store.actions.expire();
    expect(store.page()).toEqual({ page: "ended", why: "expired" });
    await store.actions.approve(view);
    expect(store.decisions).toEqual([]);
  });

  it("is not shown as waiting where the background has not noticed yet", async () => {
    const store = await open(join());
    store.clock.nowMs += 200_000;
    store.actions.expire();
    await store.tell("approvals-changed");
    expect(store.page()).toEqual({ page: "ended", why: "expired" });
  });

  it("makes room for the next, which is said to be another one", async () => {
    const next = confirm();
    const store = await open(join());
    store.queue.splice(0, 1, next);
    await store.tell("approvals-changed");
    expect(store.page()).toMatchObject({ page: "asking", replaced: true, view: { id: next.id } });
  });

  it("while its approval fails is said to have ended", async () => {
    const store = await open(join());
    const view = shown(store);
    store.fault.code = "approval/ended";
    store.queue.length = 0;
    await store.actions.approve(view);
    expect(store.page()).toEqual({ page: "ended", why: "interrupted" });
  });

  it("leaves nothing to do but to close, or to go on with the next", async () => {
    const store = await open(join());
    store.queue.length = 0;
    await store.tell("approvals-changed");
    store.queue.push(confirm());
    await store.actions.leave();
    expect(store.page()).toMatchObject({ page: "asking" });
    store.queue.length = 0;
    await store.tell("approvals-changed");
    await store.actions.leave();
    expect(store.closed()).toBe(1);
  });
});
