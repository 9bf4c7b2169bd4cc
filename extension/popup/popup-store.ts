import { onCleanup } from "solid-js";
import type { BackgroundEvent } from "../shared/requests.ts";
import { attempt } from "./attempt.ts";
import { createFields } from "./fields.ts";
import { createNewRoomActions, type NewRoomActions } from "./new-room-actions.ts";
import type { PopupDeps } from "./popup-deps.ts";
import { initialState, type PopupState, type View } from "./popup-state.ts";
import { createRoomActions, type RoomActions } from "./room-actions.ts";
import { createServerActions, type ServerActions } from "./server-actions.ts";
import { createWalletActions, type WalletActions } from "./wallet-actions.ts";

export interface PopupStore {
  readonly state: PopupState;
  readonly actions: PopupActions;
}

export interface PopupActions extends WalletActions, RoomActions, NewRoomActions, ServerActions {
  go(view: View): void;
  /** Reads everything again; the outcome is in the state. */
  load(): Promise<void>;
}

/** What the actions of each area need: the deps, the state, and ways to change and renew it. */
export interface StoreParts {
  readonly deps: PopupDeps;
  readonly state: PopupState;
  readonly set: (change: Partial<PopupState>) => void;
  readonly renew: Renew;
}

/** Each asks the background anew. They reject with AppError. */
export interface Renew {
  readonly identities: () => Promise<void>;
  readonly approvals: () => Promise<void>;
  readonly rooms: () => Promise<void>;
  readonly servers: () => Promise<void>;
}

/** The state of the popup and what a person may do in it. Must run under a Solid owner. */
export function createPopupStore(deps: PopupDeps, view: View = "home"): PopupStore {
  const [state, set] = createFields(initialState(view));
  const renew = createRenew(deps, set);
  const parts: StoreParts = { deps, state, set, renew };
  const newRoom = createNewRoomActions(parts);
  const load = async (): Promise<void> => {
    const loadProblem = await attempt(async () => {
      await Promise.all([renew.identities(), renew.approvals(), renew.rooms(), renew.servers()]);
    });
    if (loadProblem === null) await newRoom.restoreDraft();
    set({ isLoaded: true, loadProblem });
  };
  const renewals: Readonly<Record<BackgroundEvent["event"], () => Promise<void>>> = {
    "approval-ended": renew.approvals,
    "approvals-changed": renew.approvals,
    "wallet-changed": renew.identities,
    "rooms-changed": renew.rooms,
    // Nothing here shows them yet.
    "contacts-changed": () => Promise.resolve(),
  };
  onCleanup(
    deps.listen(({ event }) => {
      // What cannot be read now was read before; the next click says what is wrong.
      void attempt(renewals[event]);
    }),
  );
  return {
    state,
    actions: {
      go: (to) => set({ view: to }),
      load,
      ...createWalletActions(parts),
      ...createRoomActions(parts),
      ...newRoom,
      ...createServerActions(parts),
    },
  };
}

function createRenew({ ask }: PopupDeps, set: StoreParts["set"]): Renew {
  return {
    identities: async () => set({ identities: await ask("wallet/list", null) }),
    approvals: async () => set({ approvals: await ask("approvals/list", null) }),
    rooms: async () => {
      const rooms = await ask("rooms/recent", null);
      set({ rooms: rooms.toSorted((a, b) => b.openedAtMs - a.openedAtMs) });
    },
    servers: async () => set({ servers: await ask("servers/list", null) }),
  };
}
