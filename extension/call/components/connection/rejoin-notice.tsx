// After a reload or a crash: the way back in one click.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { joinIcon } from "../../../shared/ui/icons.ts";
import { Notice } from "../../../shared/ui/notice.tsx";

export function RejoinNotice(props: { readonly onRejoin: () => void }): JSX.Element {
  return (
    <Notice
      kind="info"
      title={t("rejoinTitle")}
      actions={
        <Button variant="primary" icon={joinIcon} onClick={() => props.onRejoin()}>
          {t("rejoinAction")}
        </Button>
      }
    >
      {t("rejoinText")}
    </Notice>
  );
}
