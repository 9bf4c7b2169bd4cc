// The controls that are not needed all the time, behind one button of the bar. Plain buttons in a
// disclosure: a menu would take the arrow keys and the names that people and scripts look for.

import { createSignal, onCleanup, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { type IconNode, moreIcon } from "../../../shared/ui/icons.ts";
import { BarButton } from "./bar-button.tsx";
import "./more-menu.css";

const menuId = "more-controls";

export function MoreMenu(props: {
  /** `close` puts the menu away; items call it by themselves. */
  readonly children: (close: () => void) => JSX.Element;
}): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  let place: HTMLDivElement | undefined;
  let button: HTMLButtonElement | undefined;
  const close = (): void => {
    if (place?.contains(document.activeElement)) button?.focus();
    setOpen(false);
  };
  const closeIfOutside = (event: Event): void => {
    if (isOpen() && event.target instanceof Node && !place?.contains(event.target)) setOpen(false);
  };
  document.addEventListener("pointerdown", closeIfOutside);
  document.addEventListener("focusin", closeIfOutside);
  onCleanup(() => {
    document.removeEventListener("pointerdown", closeIfOutside);
    document.removeEventListener("focusin", closeIfOutside);
  });
  return (
    <div
      class="call-more"
      ref={(element) => (place = element)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen()) return;
        event.preventDefault();
        close();
      }}
    >
      <BarButton
        label={t("callMore")}
        icon={moreIcon}
        expanded={isOpen()}
        controls={menuId}
        onClick={() => setOpen(!isOpen())}
        ref={(element) => (button = element)}
      />
      <Show when={isOpen()}>
        <div class="call-more-items" id={menuId}>
          {props.children(close)}
        </div>
      </Show>
    </div>
  );
}

export interface MoreItemProps {
  readonly label: string;
  readonly icon: IconNode;
  /** For a switch: whether it is on. */
  readonly pressed?: boolean | undefined;
  readonly onClick: () => void;
}

export function MoreItem(props: MoreItemProps): JSX.Element {
  return (
    <button
      type="button"
      class="call-more-item"
      aria-pressed={props.pressed}
      onClick={() => props.onClick()}
    >
      <Icon icon={props.icon} size={20} />
      <span>{props.label}</span>
    </button>
  );
}
