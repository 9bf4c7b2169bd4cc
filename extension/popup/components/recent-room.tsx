// One room in the list: most of the line opens it.

import { createSignal, Show, type JSX } from "solid-js";
import { buildRoomLink } from "../../../protocol/room-link.ts";
import type { Identity } from "../../shared/identity.ts";
import { t } from "../../shared/i18n.ts";
import type { RoomRecord } from "../../shared/room-record.ts";
import { ConfirmDialog } from "../../shared/ui/confirm-dialog.tsx";
import { CopyButton } from "../../shared/ui/copy-button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { Icon } from "../../shared/ui/icon.tsx";
import { closeIcon, roomIcon } from "../../shared/ui/icons.ts";
import { KeyPicture } from "../../shared/ui/key-picture.tsx";
import type { PopupActions } from "../popup-store.ts";
import { hostOf } from "../server-input.ts";
import { createTask } from "./create-task.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import "./recent-room.css";

export interface RecentRoomProps {
  readonly room: RoomRecord;
  readonly identities: readonly Identity[];
  readonly actions: PopupActions;
}

const keyIdPrefix = "SHA256:";
const dates = new Intl.DateTimeFormat(t("uiLanguage"), { day: "numeric", month: "short" });

export function RecentRoom(props: RecentRoomProps): JSX.Element {
  const [isForgetting, setForgetting] = createSignal(false);
  // An invite is for one person once: it is not passed on.
  const link = (): string => buildRoomLink({ ...props.room, invite: null });
  const opening = createTask(() => props.actions.openLink(link()));
  const forgetting = createTask(() => props.actions.forgetRoom(props.room));
  const hostIdentity = () => props.identities.find(({ keyId }) => keyId === props.room.host);
  const title = (): string => {
    const { host, roomId } = props.room;
    const mine = hostIdentity();
    if (mine) return t("popupRoomMine", mine.name);
    return host === null
      ? t("popupRoom", roomId.slice(0, 8))
      : t("popupRoomOf", host.slice(keyIdPrefix.length, keyIdPrefix.length + 8));
  };
  const forget = async (): Promise<void> => {
    await forgetting.run();
    setForgetting(false);
  };
  return (
    <li class="popup-item" aria-label={title()}>
      <div class="popup-room">
        <button
          type="button"
          class="popup-room-open"
          aria-busy={opening.isBusy() ? "true" : undefined}
          onClick={() => opening.run()}
        >
          <span class="popup-room-picture">
            <Show when={props.room.host} fallback={<Icon icon={roomIcon} size={24} />}>
              {(host) => <KeyPicture keyId={host()} size={36} />}
            </Show>
          </span>
          <span class="popup-room-words">
            <span class="popup-room-title" dir="auto">
              {title()}
            </span>
            <span class="popup-room-where">
              <span class="popup-room-server">{hostOf(props.room.server)}</span>
              <span>{dates.format(props.room.openedAtMs)}</span>
            </span>
          </span>
        </button>
        <CopyButton iconOnly label={t("popupCopyRoomLink")} text={link()} />
        <IconButton label={t("popupForget")} icon={closeIcon} onClick={() => setForgetting(true)} />
      </div>
      <ProblemNotice code={opening.problem() ?? forgetting.problem()} />
      <ConfirmDialog
        open={isForgetting()}
        title={t("popupForgetTitle")}
        confirmLabel={t("popupForget")}
        busy={forgetting.isBusy()}
        onConfirm={forget}
        onCancel={() => setForgetting(false)}
      >
        <p>{t(hostIdentity() ? "popupForgetMine" : "popupForgetOther")}</p>
      </ConfirmDialog>
    </li>
  );
}
