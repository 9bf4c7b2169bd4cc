import { webOriginOf } from "../../protocol/server-origin.ts";
import type { AppErrorCode } from "../shared/errors.ts";
import type { AllowedKey } from "../shared/room-record.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import { type AllowedLine, mustBeCorrected } from "./allowed-keys.ts";
import { attempt } from "./attempt.ts";
import { emptyDraft, hostOfDraft, type NewRoomDraft } from "./new-room-draft.ts";
import type { StoreParts } from "./popup-store.ts";
import { lastServer, serverOfInput } from "./server-input.ts";

/** All about keys and their curves, which a popup that opens does not need. */
async function parseAllowedKeys(text: string, host: KeyId | null): Promise<AllowedLine[]> {
  const parser = await import("./allowed-keys/parse-allowed-keys.ts");
  return parser.parseAllowedKeys(text, host);
}

/** Why no room is made: what the form lacks, or what the background said. */
export type NewRoomFault = AppErrorCode | "new-room/lines" | "new-room/nobody";

export interface NewRoomActions {
  editNewRoom(change: Partial<NewRoomDraft>): Promise<void>;
  /** Begins another room after one was made. */
  beginRoom(): void;
  createRoom(): Promise<NewRoomFault | null>;
  restoreDraft(): Promise<void>;
}

export function createNewRoomActions(parts: StoreParts): NewRoomActions {
  const { deps, state, set } = parts;
  let edits = 0;

  const editNewRoom = async (change: Partial<NewRoomDraft>): Promise<void> => {
    const draft = { ...state.newRoom.draft, ...change };
    const host = hostOfDraft(draft, state.identities);
    set({ newRoom: { ...state.newRoom, draft } });
    edits += 1;
    const edit = edits;
    const lines = await parseAllowedKeys(draft.text, host);
    // A later edit is being read already.
    if (edit !== edits) return;
    set({ newRoom: { ...state.newRoom, lines } });
    // A private key pasted by mistake goes nowhere, not even into the browser's storage.
    if (!lines.some(isPrivateKey)) await deps.drafts.save(draft);
  };

  const withDefaults = (draft: NewRoomDraft): NewRoomDraft => ({
    ...draft,
    server: draft.server || lastServer(state.rooms),
    identity: hostOfDraft(draft, state.identities),
  });

  return {
    editNewRoom,
    beginRoom: () => set({ newRoom: { draft: withDefaults(emptyDraft), lines: [], link: null } }),
    restoreDraft: async () => {
      await editNewRoom(withDefaults((await deps.drafts.load()) ?? emptyDraft));
    },
    createRoom: async () => {
      const draft = withDefaults(state.newRoom.draft);
      const lines = await parseAllowedKeys(draft.text, draft.identity);
      const server = serverOfInput(draft.server);
      if (draft.identity === null) return "wallet/unknown-key";
      if (server === null) return "room/bad-server";
      if (lines.some(mustBeCorrected)) return "new-room/lines";
      const allowed = lines.flatMap(allowedKey);
      if (allowed.length === 0 && draft.door === "closed") return "new-room/nobody";
      const { identity, door } = draft;
      return attempt(async () => {
        const { link } = await deps.ask("rooms/create", { server, identity, door, allowed });
        const next = { ...emptyDraft, door, identity, server: webOriginOf(server) };
        set({ newRoom: { draft: next, lines: [], link } });
        await deps.drafts.save(null);
      });
    },
  };
}

function isPrivateKey(line: AllowedLine): boolean {
  return "error" in line && line.error.problem === "private-key";
}

function allowedKey(line: AllowedLine): AllowedKey[] {
  return "key" in line ? [{ key: line.key, label: line.label }] : [];
}
