// The room is made: here is its link, and the call tab has opened.

import type { JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyButton } from "../../shared/ui/copy-button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import type { PopupActions } from "../popup-store.ts";
import { PageHead } from "./page-head.tsx";
import "./room-created.css";

export interface RoomCreatedProps {
  readonly link: string;
  readonly actions: PopupActions;
}

export function RoomCreated(props: RoomCreatedProps): JSX.Element {
  const leave = (): void => {
    props.actions.beginRoom();
    props.actions.go("home");
  };
  return (
    <>
      <PageHead title={t("newRoomMadeTitle")} onBack={leave} />
      <Notice kind="good">{t("newRoomMadeText")}</Notice>
      <div class="popup-link">
        <span id="popup-link-label">{t("popupRoomLink")}</span>
        <code
          aria-labelledby="popup-link-label"
          role="textbox"
          aria-readonly="true"
          tabindex="0"
          dir="ltr"
          translate="no"
        >
          {props.link}
        </code>
      </div>
      <div class="popup-buttons">
        <CopyButton label={t("popupCopyRoomLink")} text={props.link} />
        <Button variant="quiet" onClick={() => props.actions.beginRoom()}>
          {t("newRoomAnother")}
        </Button>
      </div>
    </>
  );
}
