import { listMaxBytes } from "../../../protocol/limits.ts";
import type { ApprovalDesk } from "../approval-desk.ts";
import { summariesOf, viewOf } from "../approval-view.ts";
import type { Contacts } from "../contacts.ts";
import type { RoomRecords } from "../room-records.ts";
import type { Wallet } from "../wallet.ts";
import { fieldsOf, list, nothing, requestId, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

export function approvalRoutes(deps: {
  readonly desk: ApprovalDesk;
  readonly wallet: Wallet;
  readonly rooms: RoomRecords;
  readonly contacts: Contacts;
}): Routes<NamesOf<"approvals">> {
  const { desk, wallet, rooms, contacts } = deps;
  const id = (params: unknown): { id: string } => ({ id: requestId(fieldsOf(params)("id")) });

  return {
    "approvals/list": {
      parse: nothing,
      async handle() {
        await desk.dispatch({ type: "tick" });
        return summariesOf(desk.state, await wallet.list());
      },
    },
    "approvals/show": {
      parse: nothing,
      async handle() {
        await desk.dispatch({ type: "show" });
        return null;
      },
    },
    "approvals/dismiss": {
      parse: id,
      async handle(params) {
        await desk.dispatch({ type: "dismiss", id: params.id });
        return null;
      },
    },
    "approvals/current": {
      parse: nothing,
      async handle(_params, { tabId }) {
        await desk.dispatch({ type: "tick" });
        const [identities, known, named] = await Promise.all([
          wallet.list(),
          rooms.list(),
          contacts.list(),
        ]);
        const { window } = desk.state;
        // A second copy of the page, in a tab of its own, could not decide anything.
        if (window.step === "open" && window.tabId !== tabId) return null;
        return viewOf(desk.state, identities, known, named);
      },
    },
    "approvals/approve": {
      parse: (params) => ({
        ...id(params),
        statements: list(fieldsOf(params)("statements"), 2, (item) => text(item, listMaxBytes)),
      }),
      async handle({ id: requested, statements }, { tabId }) {
        await desk.dispatch({ type: "approve", id: requested, tabId, statements });
        return null;
      },
    },
    "approvals/deny": {
      parse: id,
      async handle(params, { tabId }) {
        await desk.dispatch({ type: "deny", id: params.id, tabId });
        return null;
      },
    },
  };
}
