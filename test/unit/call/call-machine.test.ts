import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  nextCall,
} from "../../../extension/call/session/call-machine.ts";
import { errorCodes } from "../../../protocol/codes.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

const lobby = { at: "lobby", problem: null } as CallState;
const approved = { outcome: "approved", signed: [] } as const;
const intoCall: readonly CallEvent[] = [
  { type: "join" },
  { type: "socket-open" },
  { type: "challenged" },
  { type: "asked", requestId: "r1" },
  { type: "answered", outcome: approved },
  { type: "joined" },
];

function run(state: CallState, ...events: readonly CallEvent[]) {
  const effects: CallEffect[] = [];
  for (const event of events) {
    const next = nextCall(state, event);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, kinds: effects.map(({ type }) => type), effects };
}

describe("the way into a call", () => {
  it("goes through the challenge, the wallet and the proof", () => {
    const { state, kinds } = run(lobby, ...intoCall);
    expect(state).toEqual({ at: "in-call", line: { is: "here" } });
    expect(kinds.filter((kind) => kind !== "deadline")).toEqual([
      "open-socket",
      "request",
      "ask-wallet",
      "authenticate",
    ]);
  });

  it.each([
    ["denied", "approval-denied"],
    ["expired", "approval-expired"],
    ["interrupted", "approval-interrupted"],
  ] as const)("ends in the lobby where the approval is %s", (outcome, problem) => {
    const events = intoCall.slice(0, 4);
    const { state, kinds } = run(lobby, ...events, { type: "answered", outcome: { outcome } });
    expect(state).toEqual({ at: "lobby", problem: { problem } });
    expect(kinds).toContain("end-session");
    expect(kinds).not.toContain("authenticate");
  });

  it("takes the request back from the wallet where the challenge is void", () => {
    for (const event of [
      { type: "cancel" },
      { type: "leave" },
      { type: "socket-closed", code: 1006 },
    ] as const) {
      const { effects } = run(lobby, ...intoCall.slice(0, 4), event);
      expect(effects).toContainEqual({ type: "cancel-ask", requestId: "r1" });
    }
  });

  it("tells a silent server from one that cannot be reached", () => {
    expect(run(lobby, { type: "join" }, { type: "deadline" }).state).toEqual({
      at: "lobby",
      problem: { problem: "server-unreachable" },
    });
    expect(
      run(lobby, { type: "join" }, { type: "socket-open" }, { type: "deadline" }).state,
    ).toEqual({ at: "lobby", problem: { problem: "server-speaks-something-else" } });
  });

  it("has a problem for every code a server may refuse with", () => {
    for (const code of errorCodes) {
      const error = { type: "error", code, message: "no", fatal: true } as const;
      const { state } = run(lobby, ...intoCall.slice(0, 5), { type: "server-error", error });
      expect(state.at).toBe("lobby");
      expect(state.at === "lobby" && typeof state.problem?.problem).toBe("string");
    }
  });
});

describe("a call", () => {
  it("goes on without the server and resumes without the wallet", () => {
    const lost = run(lobby, ...intoCall, { type: "socket-closed", code: 1006 });
    expect(lost.state).toEqual({ at: "in-call", line: { is: "gone", attempt: 0 } });
    const back = run(
      lost.state,
      { type: "reconnect-due" },
      { type: "socket-open" },
      { type: "challenged" },
      { type: "joined" },
    );
    expect(back.state).toEqual({ at: "in-call", line: { is: "here" } });
    expect(back.kinds).toContain("resume");
    expect(back.kinds).not.toContain("ask-wallet");
    expect(back.effects).toContainEqual({ type: "notice", notice: "server-back" });
  });

  it("waits longer with every try that fails", () => {
    let { state } = run(lobby, ...intoCall, { type: "socket-closed", code: 1006 });
    for (const attempt of [1, 2, 3]) {
      const next = run(state, { type: "reconnect-due" }, { type: "socket-closed", code: 1006 });
      expect(next.effects).toContainEqual({ type: "reconnect", attempt });
      state = next.state;
    }
  });

  it.each(errorCodes)("is not ended by the server's word, such as %s", (code) => {
    const error = { type: "error", code, message: "out", fatal: true } as const;
    const { state } = run(
      lobby,
      ...intoCall,
      { type: "server-error", error },
      { type: "socket-closed", code: 4403 },
    );
    expect(state.at).toBe("in-call");
  });

  it("is not put before the door by the server's word", () => {
    const { state } = run(lobby, ...intoCall, { type: "waiting", adminsPresent: 0 });
    expect(state).toEqual({ at: "in-call", line: { is: "here" } });
  });

  it("ends where the signed list no longer lets this key in", () => {
    const removed = {
      problem: "removed",
      by: keyIdOf(1),
      isHost: true,
      isDenied: true,
    } as const;
    const { state, kinds } = run(lobby, ...intoCall, {
      type: "stopped",
      problem: removed,
    });
    expect(state).toEqual({ at: "left", problem: removed });
    expect(kinds).toContain("end-session");
  });
});

describe("the wait at the door", () => {
  const atDoor = run(lobby, ...intoCall.slice(0, 5), { type: "waiting", adminsPresent: 1 }).state;
  const tooSoon = { type: "error", code: "rate", message: "", fatal: false } as const;

  it.each([
    [40_000, 40_000],
    [undefined, 30_000],
    [0, 1_000],
    [2 ** 40, 120_000],
  ])("knocks again where a knock came too soon, for another %s ms", (retryAfterMs, afterMs) => {
    const error = retryAfterMs === undefined ? tooSoon : { ...tooSoon, retryAfterMs };
    const { state, effects } = run(atDoor, { type: "server-error", error });
    expect(state).toEqual(atDoor);
    expect(effects).toEqual([{ type: "knock-again", afterMs }]);
  });

  it("ends with a word of the server's that is final", () => {
    const error = { ...tooSoon, code: "denied", fatal: true } as const;
    const { state } = run(atDoor, { type: "server-error", error });
    expect(state).toEqual({ at: "left", problem: { problem: "denied" } });
  });
});

describe("a call, whatever happens in whatever order", () => {
  const simple = [
    "join",
    "cancel",
    "leave",
    "back",
    "socket-open",
    "reconnect-due",
    "deadline",
    "nonsense",
    "challenged",
    "joined",
  ] as const;
  const event: fc.Arbitrary<CallEvent> = fc.oneof(
    fc.constantFrom(...simple).map((type) => ({ type })),
    fc
      .constantFrom(1000, 1001, 1006, 4401, 4403)
      .map((code) => ({ type: "socket-closed" as const, code })),
    fc.constant({ type: "asked", requestId: "r" } as const),
    fc.constant({ type: "ask-failed", code: "approval/too-many" } as const),
    fc.constant({ type: "waiting", adminsPresent: 0 } as const),
    fc.constant({ type: "stopped", problem: { problem: "wrong-host" } } as const),
    fc.constantFrom("approved", "denied", "expired", "interrupted").map((outcome) => ({
      type: "answered" as const,
      outcome: outcome === "approved" ? approved : { outcome: outcome as "denied" },
    })),
  );

  it("is never entered without an approval since the last time in the lobby", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = lobby;
        let isApproved = false;
        for (const next of events) {
          const before = state;
          state = nextCall(state, next).state;
          if (state.at === "lobby" || state.at === "left") isApproved = false;
          if (before.at === "waiting-for-approval" && state.at === "entering") isApproved = true;
          if (state.at === "in-call" || state.at === "at-door") expect(isApproved).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("leaves nothing of the session behind once it is left", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = lobby;
        for (const next of events) {
          const step = nextCall(state, next);
          const ended = step.state.at === "lobby" || step.state.at === "left";
          if (ended && step.state !== state && state.at !== "left" && state.at !== "lobby") {
            expect(step.effects.map(({ type }) => type)).toContain("end-session");
          }
          if (state.at === "left" && next.type !== "back") expect(step.state).toBe(state);
          state = step.state;
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
