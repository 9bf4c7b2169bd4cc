import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type BindEffect,
  type BindEvent,
  type BindState,
  nextBind,
  startBind,
} from "../../protocol/bind.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const b1: BindEvent = { type: "frame", frame: { type: "b1", commit: "their commit" } };
const b2: BindEvent = { type: "frame", frame: { type: "b2", n: "their n" } };
const b3: BindEvent = { type: "frame", frame: { type: "b3", mac: "their mac" } };
const commitmentHolds: BindEvent = { type: "commitment-checked", holds: true };
const commitmentFails: BindEvent = { type: "commitment-checked", holds: false };
const macHolds: BindEvent = { type: "mac-checked", holds: true };
const macFails: BindEvent = { type: "mac-checked", holds: false };
const timeout: BindEvent = { type: "timeout" };

function run(...events: readonly BindEvent[]): { state: BindState; effects: BindEffect[] } {
  let { state, effects } = startBind();
  const all = [...effects];
  for (const event of events) {
    ({ state, effects } = nextBind(state, event));
    all.push(...effects);
  }
  return { state, effects: all };
}

const honest = [b1, b2, commitmentHolds, b3, macHolds] as const;

test("commits, reveals after their commitment, proves after their reveal, then is bound", () => {
  const { state, effects } = run(...honest);
  expect(state).toEqual({ step: "bound" });
  expect(effects).toEqual([
    { type: "send-commit" },
    { type: "send-reveal" },
    { type: "check-commitment", commit: "their commit", n: "their n" },
    { type: "send-mac" },
    { type: "check-mac", mac: "their mac" },
  ]);
});

test("takes their MAC while it still checks their commitment, and judges it only after", () => {
  const early = run(b1, b2, b3);
  expect(early.state).toEqual({ step: "checking", early: "their mac" });
  expect(early.effects.map(({ type }) => type)).not.toContain("check-mac");
  const { state, effects } = run(b1, b2, b3, commitmentHolds, macHolds);
  expect(state).toEqual({ step: "bound" });
  expect(effects.slice(-2)).toEqual([
    { type: "send-mac" },
    { type: "check-mac", mac: "their mac" },
  ]);
});

test("reveals nothing before they have committed", () => {
  expect(run().effects).toEqual([{ type: "send-commit" }]);
});

describe("fails", () => {
  test.each([
    ["a reveal before the commitment", [b2], "message"],
    ["a MAC before the commitment", [b3], "message"],
    ["a second commitment", [b1, b1], "message"],
    ["a MAC before the reveal", [b1, b3], "message"],
    ["a second reveal while it checks", [b1, b2, b2], "message"],
    ["a new commitment while it checks", [b1, b2, b1], "message"],
    ["a second MAC while it checks", [b1, b2, b3, b3], "message"],
    ["a second reveal after its own proof", [b1, b2, commitmentHolds, b2], "message"],
    ["a second MAC while it judges", [b1, b2, commitmentHolds, b3, b3], "message"],
    ["a reveal that does not fit", [b1, b2, commitmentFails], "commitment"],
    ["a reveal that does not fit, with a MAC waiting", [b1, b2, b3, commitmentFails], "commitment"],
    ["a MAC that does not fit", [b1, b2, commitmentHolds, b3, macFails], "mac"],
    ["silence", [timeout], "channel"],
    ["silence after the commitment", [b1, timeout], "channel"],
    ["silence after the reveal", [b1, b2, commitmentHolds, timeout], "channel"],
    ["silence while it judges", [b1, b2, commitmentHolds, b3, timeout], "channel"],
  ] as const)("on %s", (_, events, check) => {
    expect(run(...events).state).toEqual({ step: "failed", check });
  });
});

test("proves nothing to whoever revealed what they had not committed to", () => {
  const { effects } = run(b1, b2, b3, commitmentFails);
  expect(effects.map(({ type }) => type)).not.toContain("send-mac");
});

test("in whatever order events come: bound only after both checks, and the end is the end", () => {
  const everything = [b1, b2, b3, commitmentHolds, commitmentFails, macHolds, macFails, timeout];
  // Honest steps more often than others, else hardly any order gets far.
  const event = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<BindEvent>(...honest) },
    { weight: 1, arbitrary: fc.constantFrom<BindEvent>(...everything) },
  );
  const orders = fc.oneof(
    fc.array(event, { maxLength: 14 }),
    fc.array(event, { maxLength: 6 }).map((rest): BindEvent[] => [b1, b2, ...rest]),
    fc
      .array(event, { maxLength: 4 })
      .map((rest): BindEvent[] => [b1, b2, commitmentHolds, ...rest]),
  );
  let bound = 0;
  fc.assert(
    fc.property(orders, (events) => {
      let { state, effects } = startBind();
      const asked: BindEffect[] = [...effects];
      let commitmentHeld = false;
      let macHeld = false;
      for (const next of events) {
        const before = state;
        ({ state, effects } = nextBind(before, next));
        asked.push(...effects);
        if (before.step === "bound" || before.step === "failed") {
          expect(state).toEqual(before);
          expect(effects).toEqual([]);
          continue;
        }
        const wanted = (type: BindEffect["type"]): boolean =>
          asked.some((one) => one.type === type);
        if (next.type === "commitment-checked" && wanted("check-commitment")) {
          commitmentHeld ||= next.holds && before.step === "checking";
        }
        if (next.type === "mac-checked" && wanted("check-mac")) {
          macHeld ||= next.holds && before.step === "judging";
        }
        if (state.step === "bound") expect([commitmentHeld, macHeld]).toEqual([true, true]);
        if (wanted("send-mac")) expect(commitmentHeld).toBe(true);
        if (wanted("send-reveal")) expect(events).toContain(b1);
      }
      if (state.step === "bound") bound += 1;
      for (const type of ["send-commit", "send-reveal", "send-mac", "check-mac"] as const) {
        expect(asked.filter((effect) => effect.type === type).length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(bound).toBeGreaterThan(50);
});
