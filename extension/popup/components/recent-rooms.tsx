// Rooms that were opened before: open one again, copy its link, forget it.

import { createSignal, Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import type { PopupStore } from "../popup-store.ts";
import { RecentRoom } from "./recent-room.tsx";
import { Rows } from "./rows.tsx";

const shownAtFirst = 3;

export function RecentRooms(props: { readonly store: PopupStore }): JSX.Element {
  const [showsAll, setShowsAll] = createSignal(false);
  const rooms = () => props.store.state.rooms;
  const shown = () => (showsAll() ? rooms() : rooms().slice(0, shownAtFirst));
  return (
    <Show when={rooms().length > 0}>
      <section class="popup-section">
        <h2 id="popup-rooms">{t("popupRooms")}</h2>
        <ul class="popup-list popup-panel" aria-labelledby="popup-rooms">
          <Rows items={shown()} by={({ server, roomId }) => `${server} ${roomId}`}>
            {(room) => (
              <RecentRoom
                room={room()}
                identities={props.store.state.identities}
                actions={props.store.actions}
              />
            )}
          </Rows>
        </ul>
        <Show when={shown().length < rooms().length}>
          <div class="popup-buttons popup-buttons-quiet">
            <Button variant="quiet" onClick={() => setShowsAll(true)}>
              {t("popupRoomsAll", rooms().length)}
            </Button>
          </div>
        </Show>
      </section>
    </Show>
  );
}
