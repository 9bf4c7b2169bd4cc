// The connection in the call.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { DoneDialog } from "../frame/done-dialog.tsx";
import { ConnectionPanel, type ConnectionPanelProps } from "./connection-panel.tsx";

export interface ConnectionDialogProps extends ConnectionPanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ConnectionDialog(props: ConnectionDialogProps): JSX.Element {
  return (
    <DoneDialog open={props.open} title={t("connectionTitle")} onClose={() => props.onClose()}>
      <ConnectionPanel view={props.view} actions={props.actions} />
    </DoneDialog>
  );
}
