// Copies a text. Its name stays the same; for two seconds it shows "Copied" and says so to screen
// readers. A refusal of the clipboard is said in words too.

import { createSignal, onCleanup, type JSX } from "solid-js";
import { t } from "../i18n.ts";
import { Icon } from "./icon.tsx";
import { checkIcon, copyIcon } from "./icons.ts";
import "./button.css";
import "./copy-button.css";
import "./visually-hidden.css";

export interface CopyButtonProps {
  /** The name, such as "Copy public key". */
  readonly label: string;
  readonly text: string;
  /** Only the icon is shown; the label is name and tooltip. */
  readonly iconOnly?: boolean | undefined;
  /** Writes to the clipboard; navigator.clipboard where left out. */
  readonly copy?: ((text: string) => Promise<void>) | undefined;
}

const shownMs = 2000;

export function CopyButton(props: CopyButtonProps): JSX.Element {
  const [outcome, setOutcome] = createSignal<"none" | "copied" | "failed">("none");
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const show = (result: "copied" | "failed"): void => {
    clearTimeout(timer);
    setOutcome(result);
    timer = setTimeout(() => setOutcome("none"), shownMs);
  };
  const copy = (): void => {
    const write = props.copy ?? ((text: string) => navigator.clipboard.writeText(text));
    write(props.text).then(
      () => show("copied"),
      () => show("failed"),
    );
  };
  const said = (): string =>
    outcome() === "none" ? "" : t(outcome() === "copied" ? "uiCopied" : "uiCopyFailed");
  return (
    <>
      <button
        type="button"
        class="lk-button"
        classList={{
          "lk-button-plain": !props.iconOnly,
          "lk-button-quiet": props.iconOnly ?? false,
          "lk-button-icon-only": props.iconOnly ?? false,
        }}
        aria-label={props.label}
        title={props.iconOnly ? props.label : undefined}
        onClick={copy}
      >
        <Icon icon={outcome() === "copied" ? checkIcon : copyIcon} />
        <span class="lk-copy-words" hidden={props.iconOnly ?? false}>
          <span class="lk-copy-word" classList={{ "lk-copy-shown": outcome() !== "copied" }}>
            {props.label}
          </span>
          <span class="lk-copy-word" classList={{ "lk-copy-shown": outcome() === "copied" }}>
            {t("uiCopied")}
          </span>
        </span>
      </button>
      <span
        role="status"
        classList={{
          "lk-hidden": outcome() !== "failed",
          "lk-copy-failed": outcome() === "failed",
        }}
      >
        {said()}
      </span>
    </>
  );
}
