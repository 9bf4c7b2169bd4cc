// A dialog whose changes count at once: there is nothing to confirm, only to be done with.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";

export interface DoneDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** Drawn while it is open. */
  readonly children: JSX.Element;
  readonly onClose: () => void;
}

export function DoneDialog(props: DoneDialogProps): JSX.Element {
  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={() => props.onClose()}
      actions={
        <Button variant="primary" onClick={() => props.onClose()}>
          {t("callDevicesDone")}
        </Button>
      }
    >
      <Show when={props.open}>{props.children}</Show>
    </Dialog>
  );
}
