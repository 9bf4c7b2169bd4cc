// Before the call: what stands behind the person, so that nobody is ever seen without it.

import { createSignal, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { pictureIcon } from "../../../shared/ui/icons.ts";
import type { CallActions, CallView } from "../../call-view.ts";
import { LazyBackdropDialog } from "./lazy-backdrop-dialog.tsx";

export interface BackdropButtonProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

export function BackdropButton(props: BackdropButtonProps): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  return (
    // In a box: alone in a grid it would stand in the middle.
    <div>
      <Button variant="quiet" icon={pictureIcon} onClick={() => setOpen(true)}>
        {t("backdropTitle")}
      </Button>
      <LazyBackdropDialog
        open={isOpen()}
        view={props.view}
        actions={props.actions}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}
