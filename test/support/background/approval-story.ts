import fc from "fast-check";
import {
  type ApprovalEvent,
  type ApprovalRequest,
  type ApprovalState,
  noApprovals,
  shownIn,
} from "../../../extension/background/approval-state.ts";
import { statementsOf } from "../../../extension/background/approval-statements.ts";
import type { ApprovalStep } from "../../../extension/background/approval-step.ts";
import { nextApprovals } from "../../../extension/background/approvals.ts";
import { buildRoom, type RoomStatement } from "../../../protocol/room.ts";
import { keyIdOf } from "../protocol/key-ids.ts";
import { testServer, testTimeMs } from "../protocol/room-facts.ts";
import { confirmAsk, joinAsk, listAsk, type RoomFacts } from "./asks.ts";

// Random orders of everything that may happen to an approval queue, the worker's death included.

const alice = keyIdOf(1);
const room: RoomFacts = { server: testServer, roomId: "A".repeat(43), host: alice };
export const callTabs = [1, 2, 3];
const windowTabs = [90, 91];
const firstList: RoomStatement = {
  room: room.roomId,
  host: alice,
  salt: "A".repeat(22),
  version: 1,
  previous: null,
  door: "knock",
  locked: false,
  issuedAtMs: testTimeMs,
  expiresAtMs: testTimeMs + 3_600_000,
  allow: [],
  deny: [],
};

const what = [
  ...Array<"join">(5).fill("join"),
  ...Array<"confirm">(4).fill("confirm"),
  ...Array<"list">(3).fill("list"),
  ...Array<"approve">(8).fill("approve"),
  ...Array<"window-opened">(8).fill("window-opened"),
  ...Array<"signed">(4).fill("signed"),
  ...(["lie", "deny", "sign-failed", "dismiss", "cancel", "tab-gone", "tab-loaded"] as const),
  ...(["window-failed", "show", "tick", "identity-gone", "time", "restart"] as const),
] as const;

/** What happens, in numbers: which request and which tab is meant shows when it happens. */
interface Happening {
  readonly what: (typeof what)[number];
  readonly which: number;
  /** Mostly the thing that fits; else any. */
  readonly fits: boolean;
  readonly callTab: number;
  readonly windowTab: number;
}

export const story: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.record({
    what: fc.constantFrom(...what),
    which: fc.nat({ max: 90 }),
    fits: fc.constantFrom(true, true, true, false),
    callTab: fc.constantFrom(...callTabs),
    windowTab: fc.constantFrom(...windowTabs),
  }),
  { minLength: 20, maxLength: 80 },
);

export interface Told {
  readonly before: ApprovalState;
  readonly event: ApprovalEvent;
  readonly step: ApprovalStep;
  readonly nowMs: number;
}

/** Runs a story; gives each step, and all requests that were ever made, by id. */
export function* tell(
  happenings: readonly Happening[],
  made: Map<string, ApprovalRequest>,
): Generator<Told> {
  let state: ApprovalState = noApprovals;
  let nowMs = testTimeMs;
  for (const happened of happenings) {
    if (happened.what === "time") {
      nowMs += happened.which * 1_000;
      continue;
    }
    // What the worker's next life finds has been through storage.
    if (happened.what === "restart") state = JSON.parse(JSON.stringify(state)) as ApprovalState;
    const event = eventOf(happened, state, made, nowMs);
    const step = nextApprovals(state, event, nowMs);
    yield { before: state, event, step, nowMs };
    state = step.state;
  }
}

function eventOf(
  { what: kind, which, fits, callTab, windowTab }: Happening,
  state: ApprovalState,
  made: Map<string, ApprovalRequest>,
  nowMs: number,
): ApprovalEvent {
  const ids = [...made.keys()];
  const any = ids[which % ids.length] ?? "none";
  const shown = (fits ? shownIn(state)?.id : undefined) ?? any;
  const open = fits && state.window.step === "open" ? state.window.tabId : windowTab;
  const signing = state.waiting.find(({ state: now }) => now === "signing")?.id;
  switch (kind) {
    case "join":
    case "confirm": {
      const ask =
        kind === "join"
          ? joinAsk(room, alice, nowMs)
          : confirmAsk(room, alice, keyIdOf(2 + (which % 8)));
      const request = { id: `r${ids.length}`, tabId: callTab, ask, draft: null, askedAtMs: nowMs };
      made.set(request.id, request);
      return { type: "ask", request };
    }
    case "list": {
      const hash = "A".repeat(43);
      const ask = listAsk(room, { change: "renew" }, hash);
      const next = { ...firstList, version: 2, previous: hash, issuedAtMs: nowMs };
      const list = {
        before: buildRoom(firstList),
        next: { ...next, expiresAtMs: nowMs + 7_200_000 },
      };
      const request = {
        id: `r${ids.length}`,
        tabId: callTab,
        ask,
        draft: null,
        list,
        askedAtMs: nowMs,
      };
      made.set(request.id, request);
      return { type: "ask", request };
    }
    case "approve":
    case "lie": {
      const meant = made.get(shown);
      const texts = meant ? statementsOf(meant).map(({ text }) => text) : [];
      const statements = kind === "approve" ? texts : texts.map((text) => `${text}\n`);
      return { type: "approve", id: shown, tabId: open, statements };
    }
    case "signed":
      return { type: "signed", id: (fits ? signing : undefined) ?? any, signed: [] };
    case "sign-failed":
      return { type: "sign-failed", id: (fits ? signing : undefined) ?? any };
    case "deny":
      return { type: "deny", id: shown, tabId: open };
    case "dismiss":
      return { type: "dismiss", id: any };
    case "cancel":
      return { type: "cancel", id: any, tabId: callTab };
    case "window-opened":
      return { type: "window-opened", tabId: windowTab };
    case "tab-gone":
      return { type: "tab-gone", tabId: fits ? open : callTab };
    case "tab-loaded":
      return { type: "tab-loaded", tabId: callTab };
    case "identity-gone":
      return { type: "identity-gone", keyId: fits ? keyIdOf(99) : alice };
    case "restart": {
      const liveTabs = [...callTabs, ...windowTabs].filter((tab) => fits || tab !== callTab);
      const windowTabId = which % 3 > 0 && state.window.step === "open" ? state.window.tabId : null;
      return { type: "restored", liveTabs, windowTabId };
    }
    case "window-failed":
    case "show":
    case "tick":
      return { type: kind };
    case "time":
      throw new Error("time is not an event");
  }
}
