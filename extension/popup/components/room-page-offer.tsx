// Quietly offers the button on a server's room pages. Nobody needs it: links can be pasted.

import { Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import type { PopupStore } from "../popup-store.ts";
import { hostOf, needsPermission } from "../server-input.ts";
import { createTask } from "./create-task.ts";
import { ProblemNotice } from "./problem-notice.tsx";

export interface RoomPageOfferProps {
  readonly store: PopupStore;
  /** An origin; null offers nothing. */
  readonly server: string | null;
}

export function RoomPageOffer(props: RoomPageOfferProps): JSX.Element {
  const adding = createTask((server: string) => props.store.actions.addServer(server));
  const offered = (): string | null => {
    const { server } = props;
    if (server === null || !needsPermission(server)) return null;
    return props.store.state.servers.includes(server) ? null : server;
  };
  return (
    <>
      <Show when={offered()}>
        {(server) => (
          <div class="popup-offer">
            <Button variant="quiet" busy={adding.isBusy()} onClick={() => adding.run(server())}>
              {t("popupServerOffer", hostOf(server()))}
            </Button>
          </div>
        )}
      </Show>
      <ProblemNotice code={adding.problem()} />
    </>
  );
}
