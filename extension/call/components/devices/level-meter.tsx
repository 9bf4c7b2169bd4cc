// How loud the microphone is, as a bar.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { shownLevel } from "./shown-level.ts";
import "./level-meter.css";

export function LevelMeter(props: { readonly level: number }): JSX.Element {
  return (
    <div
      class="call-level"
      role="meter"
      aria-label={t("lobbyLevel")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={shownLevel(props.level)}
    >
      <div class="call-level-bar" style={{ "--level": shownLevel(props.level) / 100 }} />
    </div>
  );
}
