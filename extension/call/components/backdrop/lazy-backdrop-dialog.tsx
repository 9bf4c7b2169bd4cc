// Not loaded before it is asked for; stays once it was there, to give the focus back.

import { createMemo, lazy, Show, Suspense, type JSX } from "solid-js";
import type { BackdropDialogProps } from "./backdrop-dialog.tsx";

const Dialog = lazy(async () => {
  const { BackdropDialog } = await import("./backdrop-dialog.tsx");
  return { default: BackdropDialog };
});

export function LazyBackdropDialog(props: BackdropDialogProps): JSX.Element {
  const isNeeded = createMemo<boolean>((was) => was || props.open, false);
  return (
    <Show when={isNeeded()}>
      <Suspense>
        <Dialog
          open={props.open}
          view={props.view}
          actions={props.actions}
          onClose={() => props.onClose()}
        />
      </Suspense>
    </Show>
  );
}
