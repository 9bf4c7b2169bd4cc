// Whose room this is, where, and how many are in it.

import { Show, type JSX } from "solid-js";
import { t, tn } from "../../../shared/i18n.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { linkIcon, qrIcon } from "../../../shared/ui/icons.ts";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { CallView } from "../../call-view.ts";
import { hostName } from "../words/host-name.ts";
import { shortKeyId } from "../../peers/short-key-id.ts";
import { serverName } from "../words/server-name.ts";
import { StageHeading } from "../lobby/stage-heading.tsx";
import { peopleInCall } from "../words/title-text.ts";
import "./call-header.css";

export interface CallHeaderProps {
  readonly view: CallView;
  readonly onCopyLink: () => void;
  readonly onShowLink: () => void;
}

export function CallHeader(props: CallHeaderProps): JSX.Element {
  const room = (): string => {
    const { host, isOwnRoom } = props.view;
    if (isOwnRoom) return t("callRoomOwn");
    return host === null
      ? t("callRoom")
      : t("callRoomOf", hostName(props.view) ?? shortKeyId(host));
  };
  return (
    <header class="call-header">
      <Show when={props.view.host}>{(host) => <KeyPicture keyId={host()} size={28} />}</Show>
      <div class="call-header-room">
        <StageHeading>{room()}</StageHeading>
        <span class="call-header-server">{t("callOnServer", serverName(props.view.server))}</span>
      </div>
      <span class="call-header-people">{tn("callPeople", peopleInCall(props.view))}</span>
      <IconButton label={t("callCopyLink")} icon={linkIcon} onClick={() => props.onCopyLink()} />
      <IconButton label={t("linkTitle")} icon={qrIcon} onClick={() => props.onShowLink()} />
    </header>
  );
}
