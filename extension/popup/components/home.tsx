// What the popup opens with: what waits, who one is, and the ways into a room.

import { Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { roomIcon, settingsIcon } from "../../shared/ui/icons.ts";
import type { PopupStore } from "../popup-store.ts";
import { Identities } from "./identities.tsx";
import { JoinForm } from "./join-form.tsx";
import { PageHead } from "./page-head.tsx";
import { RecentRooms } from "./recent-rooms.tsx";
import { WaitingApprovals } from "./waiting-approvals.tsx";
import { Welcome } from "./welcome.tsx";

export function Home(props: { readonly store: PopupStore }): JSX.Element {
  const state = () => props.store.state;
  const actions = () => props.store.actions;
  return (
    <Show when={state().identities.length > 0} fallback={<Welcome actions={actions()} />}>
      <PageHead
        title={t("appName")}
        actions={
          <IconButton
            label={t("popupServers")}
            icon={settingsIcon}
            onClick={() => actions().openServers()}
          />
        }
      />
      <Show when={state().approvals.length > 0}>
        <WaitingApprovals approvals={state().approvals} actions={actions()} />
      </Show>
      <Identities store={props.store} />
      <section class="popup-section popup-rooms-start">
        <Button variant="primary" icon={roomIcon} onClick={() => actions().go("new-room")}>
          {t("popupNewRoom")}
        </Button>
        <JoinForm onJoin={(link) => actions().openLink(link)} />
      </section>
      <RecentRooms store={props.store} />
    </Show>
  );
}
