// The small window, while it is open: drawn from here, so that it lives and ends with the call.

import { lazy, Show, Suspense, type JSX } from "solid-js";
import { Portal } from "solid-js/web";
import type { Pip } from "./create-pip.ts";
import type { PipViewProps } from "./pip-view.tsx";
// Here, not beside the view: the window gets the styles that there are when it opens, and the view
// comes later.
import "./pip-view.css";

const PipView = lazy(async () => {
  const { PipView: loaded } = await import("./pip-view.tsx");
  return { default: loaded };
});

export interface PipWindowProps extends Omit<PipViewProps, "onBack"> {
  readonly pip: Pip;
}

export function PipWindow(props: PipWindowProps): JSX.Element {
  return (
    <Show when={props.pip.window()} keyed>
      {(opened) => (
        <Portal mount={opened.document.body}>
          <Suspense>
            <PipView
              view={props.view}
              actions={props.actions}
              tile={props.tile}
              onBack={() => {
                opened.close();
                window.focus();
              }}
            />
          </Suspense>
        </Portal>
      )}
    </Show>
  );
}
