// Asks once before somebody is put out of the call.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { ConfirmDialog } from "../../../shared/ui/confirm-dialog.tsx";

export interface RemoveDialogProps {
  readonly open: boolean;
  /** As they are called here. */
  readonly name: string;
  /** It is signed in the approval window, since only the host's key may. */
  readonly needsApproval: boolean;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}

export function RemoveDialog(props: RemoveDialogProps): JSX.Element {
  return (
    <ConfirmDialog
      open={props.open}
      title={t("removeTitle", props.name)}
      confirmLabel={t("removeIt")}
      onConfirm={() => props.onRemove()}
      onCancel={() => props.onCancel()}
    >
      <p>{t("removeText")}</p>
      <p>{t(props.needsApproval ? "removeApprovalText" : "removeBackText")}</p>
    </ConfirmDialog>
  );
}
