import { createRoot, createSignal } from "solid-js";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ApprovalWindowFocus, createArming } from "../../../extension/approval/arming.ts";

/** A window whose focus and time the test decides. */
function fakeWindow() {
  let nowMs = 0;
  let hasFocus = true;
  let timers: { atMs: number; callback: () => void }[] = [];
  let onFocus = (): void => undefined;
  let onResize = (): void => undefined;
  const focus: ApprovalWindowFocus = {
    nowMs: () => nowMs,
    hasFocus: () => hasFocus,
    watch: (focusListener, resizeListener) => {
      onFocus = focusListener;
      onResize = resizeListener;
      return () => undefined;
    },
    after: (delayMs, callback) => {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  return {
    focus,
    resize: () => onResize(),
    /** `told`: whether the window's events say so too. */
    setFocus: (has: boolean, told = true) => {
      hasFocus = has;
      if (told) onFocus();
    },
    pass: (ms: number) => {
      nowMs += ms;
      const due = timers.filter(({ atMs }) => atMs <= nowMs);
      timers = timers.filter(({ atMs }) => atMs > nowMs);
      for (const { callback } of due) callback();
    },
  };
}

function arm(request: string | null = "a") {
  const page = fakeWindow();
  const approved: string[] = [];
  const [shown, setShown] = createSignal(request);
  const arming = createRoot((dispose) => {
    onTestFinished(dispose);
    return createArming(page.focus, shown, (name) => void approved.push(name));
  });
  return { ...page, arming, approved, setShown };
}

const byHand = { isTrusted: true };

describe("the arming of Approve", () => {
  it("comes by itself while the window keeps the focus", () => {
    const { arming, pass, approved } = arm();
    expect(arming.isArmed()).toBe(false);
    pass(699);
    expect(arming.isArmed()).toBe(false);
    pass(1);
    expect(arming.isArmed()).toBe(true);
    arming.press();
    arming.click(byHand);
    expect(approved).toEqual(["a"]);
  });

  it("goes with the focus and comes back a while after it", () => {
    const { arming, pass, setFocus } = arm();
    pass(700);
    setFocus(false);
    expect(arming.isArmed()).toBe(false);
    pass(5_000);
    setFocus(true);
    expect(arming.isArmed()).toBe(false);
    pass(700);
    expect(arming.isArmed()).toBe(true);
  });

  it("goes with another request", () => {
    const { arming, pass, setShown } = arm();
    pass(700);
    setShown("b");
    expect(arming.isArmed()).toBe(false);
    setShown(null);
    pass(5_000);
    expect(arming.isArmed()).toBe(false);
  });

  it("goes with another size of the window", () => {
    const { arming, pass, resize } = arm();
    pass(700);
    resize();
    expect(arming.isArmed()).toBe(false);
  });

  it("does not come where the focus was lost and no event said so", () => {
    const { arming, pass, setFocus } = arm();
    setFocus(false, false);
    pass(700);
    expect(arming.isArmed()).toBe(false);
  });

  it("is checked again at the click, whatever the events said", () => {
    const { arming, pass, setFocus, approved } = arm();
    pass(700);
    setFocus(false, false);
    arming.press();
    arming.click(byHand);
    expect(approved).toEqual([]);
    expect(arming.isArmed()).toBe(false);
  });

  it("is of no use to a program", () => {
    const { arming, pass, approved } = arm();
    pass(700);
    arming.click({ isTrusted: false });
    expect(approved).toEqual([]);
  });
});
