// A panel beside the faces: on a narrow page it lies over them.

import { onMount, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { closeIcon } from "../../../shared/ui/icons.ts";
import "./side-panel.css";

export interface SidePanelProps {
  /** The element's id, for the button that opens it. */
  readonly id: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}

export function SidePanel(props: SidePanelProps): JSX.Element {
  const headingId = (): string => `${props.id}-heading`;
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <aside
      class="call-panel"
      id={props.id}
      aria-labelledby={headingId()}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) props.onClose();
      }}
    >
      <div class="call-panel-top">
        <h2
          class="call-heading"
          id={headingId()}
          tabindex="-1"
          ref={(element) => (heading = element)}
        >
          {props.title}
        </h2>
        <IconButton label={t("callPanelClose")} icon={closeIcon} onClick={() => props.onClose()} />
      </div>
      {props.children}
    </aside>
  );
}
