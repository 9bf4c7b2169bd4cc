// Something to know, beside what it is about. Errors and warnings are read out at once, the rest
// when the screen reader is idle.

import { Show, type JSX } from "solid-js";
import { t, type MessageKey } from "../i18n.ts";
import { Icon } from "./icon.tsx";
import { errorIcon, goodIcon, infoIcon, warningIcon, type IconNode } from "./icons.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import "./notice.css";

export type NoticeKind = "info" | "good" | "warning" | "error";

export interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title?: string | undefined;
  readonly children?: JSX.Element;
  /** What to do next: one or two buttons. */
  readonly actions?: JSX.Element;
}

const looks: Record<NoticeKind, { icon: IconNode; word: MessageKey }> = {
  info: { icon: infoIcon, word: "uiInfo" },
  good: { icon: goodIcon, word: "uiInfo" },
  warning: { icon: warningIcon, word: "uiWarning" },
  error: { icon: errorIcon, word: "uiError" },
};

export function Notice(props: NoticeProps): JSX.Element {
  const isUrgent = (): boolean => props.kind === "warning" || props.kind === "error";
  return (
    <div class={`lk-notice lk-notice-${props.kind}`} role={isUrgent() ? "alert" : "status"}>
      <Icon icon={looks[props.kind].icon} />
      <div class="lk-notice-text">
        <VisuallyHidden>{t(looks[props.kind].word)}: </VisuallyHidden>
        <Show when={props.title}>
          <strong>{props.title}</strong>
        </Show>
        <Show when={props.children}>{(text) => <div>{text()}</div>}</Show>
        <Show when={props.actions}>
          {(actions) => <div class="lk-notice-actions">{actions()}</div>}
        </Show>
      </div>
    </div>
  );
}
