// Yes or no. Deny has the focus and takes every key; Approve takes a pointer or Space once it is
// armed, and never Enter: who was typing elsewhere when this window came up has signed nothing.

import { createEffect, on, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import type { Arming } from "../arming.ts";
import "./decision.css";

export interface DecisionProps {
  /** Names what is shown; the focus goes back to Deny when it changes. */
  readonly request: string;
  readonly arming: Arming;
  readonly isDeciding: boolean;
  readonly canApprove: boolean;
  readonly onDeny: () => void;
}

export function Decision(props: DecisionProps): JSX.Element {
  let deny!: HTMLButtonElement;
  createEffect(
    on(
      () => props.request,
      () => queueMicrotask(() => deny.focus()),
    ),
  );
  const isOff = (): boolean => !props.arming.isArmed() || props.isDeciding;
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") event.preventDefault();
    else if (event.key === " " && !event.repeat) props.arming.press();
  };
  const hint = (): string => {
    if (!props.canApprove) return "";
    return t(isOff() ? "approvalNotYet" : "approvalHowTo");
  };
  return (
    <footer class="approval-decision">
      <p class="approval-hint" id="approval-hint">
        {hint()}
      </p>
      <Button ref={(element) => (deny = element)} onClick={() => props.onDeny()}>
        {t("approvalDeny")}
      </Button>
      {/* Not the Button of the kit: this one must see the press before the click. */}
      <button
        type="button"
        class="lk-button lk-button-primary"
        aria-disabled={isOff() ? "true" : undefined}
        aria-busy={props.isDeciding ? "true" : undefined}
        aria-describedby="approval-hint"
        onPointerDown={() => props.arming.press()}
        onKeyDown={keyDown}
        onClick={(event) => props.arming.click(event)}
      >
        {t("approvalApprove")}
      </button>
    </footer>
  );
}
