// Where a list will be: says what belongs here and offers the first step.

import { Show, type JSX } from "solid-js";
import { Icon } from "./icon.tsx";
import type { IconNode } from "./icons.ts";
import "./empty-state.css";

export interface EmptyStateProps {
  readonly title: string;
  readonly icon?: IconNode | undefined;
  readonly children?: JSX.Element;
  readonly actions?: JSX.Element;
}

export function EmptyState(props: EmptyStateProps): JSX.Element {
  return (
    <div class="lk-empty">
      <Show when={props.icon}>{(icon) => <Icon icon={icon()} size={32} />}</Show>
      <p class="lk-empty-title">{props.title}</p>
      <Show when={props.children}>{(text) => <div class="lk-empty-text">{text()}</div>}</Show>
      <Show when={props.actions}>
        {(actions) => <div class="lk-empty-actions">{actions()}</div>}
      </Show>
    </div>
  );
}
