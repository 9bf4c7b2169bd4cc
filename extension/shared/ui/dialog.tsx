// A modal dialog on the native <dialog>, which keeps the focus inside and gives it back to where it
// was. It stays mounted while closed: an element removed while open would give nothing back.

import { createEffect, createUniqueId, type JSX } from "solid-js";
import "./dialog.css";

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: JSX.Element;
  /** Buttons. The one with the attribute autofocus, else the first, has the focus at first. */
  readonly actions: JSX.Element;
  /** Closed by Escape or by the browser; set `open` to false. */
  readonly onClose: () => void;
}

export function Dialog(props: DialogProps): JSX.Element {
  const titleId = createUniqueId();
  return (
    <dialog
      class="lk-dialog"
      aria-labelledby={titleId}
      ref={(dialog) => {
        // A microtask later: on the first rendering the element is not in the document yet, and
        // showModal throws there.
        createEffect(() => {
          const isOpen = props.open;
          queueMicrotask(() => {
            if (isOpen && !dialog.open && dialog.isConnected) dialog.showModal();
            if (!isOpen && dialog.open) dialog.close();
          });
        });
      }}
      on:close={({ currentTarget }) => {
        // The event comes later: by then it may be open again, for something else.
        if (props.open && !currentTarget.open) props.onClose();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      <div class="lk-dialog-text">{props.children}</div>
      <div class="lk-dialog-actions">{props.actions}</div>
    </dialog>
  );
}
