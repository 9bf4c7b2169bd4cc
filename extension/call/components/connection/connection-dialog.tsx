// The connection in the call.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ConnectionPanel, type ConnectionPanelProps } from "./connection-panel.tsx";

export interface ConnectionDialogProps extends ConnectionPanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ConnectionDialog(props: ConnectionDialogProps): JSX.Element {
  return (
    <Dialog
      open={props.open}
      title={t("connectionTitle")}
      onClose={() => props.onClose()}
      actions={
        <Button variant="primary" onClick={() => props.onClose()}>
          {t("callDevicesDone")}
        </Button>
      }
    >
      <Show when={props.open}>
        <ConnectionPanel view={props.view} actions={props.actions} />
      </Show>
    </Dialog>
  );
}
