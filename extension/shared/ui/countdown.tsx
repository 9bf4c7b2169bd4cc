// How long something still waits, as a shrinking ring and in words. It has no clock of its own:
// the page hands it the time, so that what is shown and what expires are the same.

import type { JSX } from "solid-js";
import { t, tn } from "../i18n.ts";
import "./countdown.css";

export interface CountdownProps {
  /** All in milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly now: number;
}

export function Countdown(props: CountdownProps): JSX.Element {
  const leftMs = (): number => Math.max(0, props.endsAt - props.now);
  const share = (): number => {
    const whole = props.endsAt - props.startsAt;
    return whole > 0 ? Math.min(1, leftMs() / whole) : 0;
  };
  const words = (): string => {
    const seconds = Math.ceil(leftMs() / 1000);
    if (seconds === 0) return t("uiTimeUp");
    if (seconds <= 120) return tn("uiSecondsLeft", seconds);
    return tn("uiMinutesLeft", Math.round(seconds / 60));
  };
  return (
    <span class="lk-countdown" role="timer">
      <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
        <circle class="lk-countdown-track" cx="10" cy="10" r="8" />
        <circle
          class="lk-countdown-left"
          cx="10"
          cy="10"
          r="8"
          pathLength="100"
          stroke-dasharray={`${share() * 100} 100`}
          transform="rotate(-90 10 10)"
        />
      </svg>
      <span>{words()}</span>
    </span>
  );
}
