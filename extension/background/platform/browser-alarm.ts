import browser from "webextension-polyfill";
import type { Alarm } from "../ports.ts";

export const expiryAlarm = "expiry";

/** Chromium lets no alarm ring within 30 s; the worker itself lives that long after an event. */
const soonMs = 30_000;

export function browserAlarm(onSoon: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    wakeAt(timeMs) {
      clearTimeout(timer);
      if (timeMs === null) {
        void browser.alarms.clear(expiryAlarm);
        return;
      }
      void browser.alarms.create(expiryAlarm, { when: timeMs });
      const waitMs = timeMs - Date.now();
      if (waitMs <= soonMs) timer = setTimeout(onSoon, Math.max(0, waitMs));
    },
  };
}
