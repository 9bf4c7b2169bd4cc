// A state in one or two words, such as "known key". The words say it; colour only helps.

import type { JSX } from "solid-js";
import "./state-word.css";

export type StateTone = "neutral" | "good" | "warning" | "danger";

export interface StateWordProps {
  readonly tone: StateTone;
  readonly children: JSX.Element;
}

export function StateWord(props: StateWordProps): JSX.Element {
  return <span class={`lk-state lk-state-${props.tone}`}>{props.children}</span>;
}
