// Dialogs of the call that are not loaded before they are asked for.

import { createMemo, lazy, Show, Suspense, type JSX } from "solid-js";
import type { CallActions, CallView } from "../../call-view.ts";
import { LazyBackdropDialog } from "../backdrop/lazy-backdrop-dialog.tsx";

const LinkDialog = lazy(async () => {
  const { LinkDialog: loaded } = await import("../link/link-dialog.tsx");
  return { default: loaded };
});

const ShortcutDialog = lazy(async () => {
  const { ShortcutDialog: loaded } = await import("../shortcuts/shortcut-dialog.tsx");
  return { default: loaded };
});

export type CallDialog = "backdrop" | "link" | "shortcuts";

export interface CallDialogsProps {
  readonly open: CallDialog | null;
  readonly view: CallView;
  readonly actions: Pick<CallActions, "prefer" | "chooseBackdrop" | "choosePicture">;
  readonly onClose: () => void;
}

export function CallDialogs(props: CallDialogsProps): JSX.Element {
  // Each stays once it was there, to give the focus back when it closes.
  const needs = (dialog: CallDialog): (() => boolean) =>
    createMemo<boolean>((was) => was || props.open === dialog, false);
  const needsLink = needs("link");
  const needsShortcuts = needs("shortcuts");
  return (
    <>
      <LazyBackdropDialog
        open={props.open === "backdrop"}
        view={props.view}
        actions={props.actions}
        onClose={() => props.onClose()}
      />
      <Show when={needsLink()}>
        <Suspense>
          <LinkDialog
            open={props.open === "link"}
            view={props.view}
            onClose={() => props.onClose()}
          />
        </Suspense>
      </Show>
      <Show when={needsShortcuts()}>
        <Suspense>
          <ShortcutDialog
            open={props.open === "shortcuts"}
            singleKeys={props.view.preferences.singleKeys}
            onSingleKeys={(singleKeys) => props.actions.prefer({ singleKeys })}
            onClose={() => props.onClose()}
          />
        </Suspense>
      </Show>
    </>
  );
}
