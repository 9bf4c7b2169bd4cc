// Chooses the view.

import { createEffect, Match, on, Show, Switch, type JSX } from "solid-js";
import { errorTextKey } from "../../shared/error-text.ts";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { retryIcon } from "../../shared/ui/icons.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import type { TabView } from "../popup-deps.ts";
import type { PopupStore } from "../popup-store.ts";
import { Home } from "./home.tsx";
import { ImportKey } from "./import-key.tsx";
import { NewRoom } from "./new-room.tsx";
import { PageHead } from "./page-head.tsx";
import { RoomCreated } from "./room-created.tsx";
import { Servers } from "./servers.tsx";
import "./popup-app.css";

export interface PopupAppProps {
  readonly store: PopupStore;
  /** Null in the tab itself. */
  readonly openTab: ((view: TabView) => void) | null;
}

export function PopupApp(props: PopupAppProps): JSX.Element {
  const state = () => props.store.state;
  const place = (): string => `${state().view} ${state().newRoom.link ?? ""}`;
  const onOpenTab = (): (() => void) | null => {
    const { openTab } = props;
    return openTab && (() => openTab("new-room"));
  };
  let main!: HTMLElement;
  createEffect(on(place, () => main.querySelector("h1")?.focus(), { defer: true }));
  return (
    <main class="popup" ref={main} aria-busy={state().isLoaded ? undefined : "true"}>
      <Show when={state().loadProblem}>
        {(code) => (
          <>
            <PageHead title={t("appName")} />
            <Notice
              kind="error"
              actions={
                <Button icon={retryIcon} onClick={() => props.store.actions.load()}>
                  {t("popupRetry")}
                </Button>
              }
            >
              {t(errorTextKey(code()))}
            </Notice>
          </>
        )}
      </Show>
      <Show when={state().isLoaded && state().loadProblem === null}>
        <Switch fallback={<Home store={props.store} />}>
          <Match when={state().view === "import"}>
            <ImportKey store={props.store} />
          </Match>
          <Match when={state().view === "servers"}>
            <Servers store={props.store} />
          </Match>
          <Match when={state().view === "new-room" && state().newRoom.link}>
            {(link) => <RoomCreated link={link()} actions={props.store.actions} />}
          </Match>
          <Match when={state().view === "new-room" && state().identities.length > 0}>
            <NewRoom store={props.store} onOpenTab={onOpenTab()} />
          </Match>
        </Switch>
      </Show>
    </main>
  );
}
