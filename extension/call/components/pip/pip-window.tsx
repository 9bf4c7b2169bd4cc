// The small window, while it is open: drawn from here, so that it lives and ends with the call.

import { Show, type JSX } from "solid-js";
import { Portal } from "solid-js/web";
import type { Pip } from "./create-pip.ts";
import { PipView, type PipViewProps } from "./pip-view.tsx";

export interface PipWindowProps extends Omit<PipViewProps, "onBack"> {
  readonly pip: Pip;
}

export function PipWindow(props: PipWindowProps): JSX.Element {
  return (
    <Show when={props.pip.window()} keyed>
      {(opened) => (
        <Portal mount={opened.document.body}>
          <PipView
            view={props.view}
            actions={props.actions}
            tile={props.tile}
            onBack={() => {
              opened.close();
              window.focus();
            }}
          />
        </Portal>
      )}
    </Show>
  );
}
