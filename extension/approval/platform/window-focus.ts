import type { ApprovalWindowFocus } from "../arming.ts";

export const windowFocus: ApprovalWindowFocus = {
  nowMs: () => performance.now(),
  hasFocus: () => document.hasFocus() && document.visibilityState === "visible",
  watch: (onFocus, onResize) => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener("focus", onFocus, { signal });
    window.addEventListener("blur", onFocus, { signal });
    document.addEventListener("visibilitychange", onFocus, { signal });
    window.addEventListener("resize", onResize, { signal });
    return () => stop.abort();
  },
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
