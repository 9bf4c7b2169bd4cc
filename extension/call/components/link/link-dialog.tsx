// The room's link, to be read by a phone or copied, with what it gives away.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CopyButton } from "../../../shared/ui/copy-button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { CallView } from "../../call-view.ts";
import { linkForTheEye } from "../words/server-name.ts";
import { QrPicture } from "./qr-picture.tsx";
import "./link-dialog.css";

export interface LinkDialogProps {
  readonly open: boolean;
  readonly view: Pick<CallView, "link" | "host">;
  readonly onClose: () => void;
}

export function LinkDialog(props: LinkDialogProps): JSX.Element {
  return (
    <Dialog
      open={props.open}
      title={t("linkTitle")}
      onClose={() => props.onClose()}
      actions={
        <>
          <CopyButton label={t("linkCopy")} text={props.view.link} />
          <Button variant="primary" onClick={() => props.onClose()}>
            {t("callDevicesDone")}
          </Button>
        </>
      }
    >
      <div class="call-link">
        <QrPicture text={props.view.link} label={t("linkQr")} />
        <p class="call-link-text">
          <Show when={props.view.host}>{(host) => <KeyPicture keyId={host()} size={28} />}</Show>
          <span dir="ltr">{linkForTheEye(props.view.link)}</span>
        </p>
        <p>{t("linkGivesAway")}</p>
      </div>
    </Dialog>
  );
}
