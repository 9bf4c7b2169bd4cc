import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  armAfterMs,
  type ArmEffect,
  type ArmEvent,
  type ArmState,
  nextArm,
  unarmed,
} from "../../../extension/approval/arm-machine.ts";

function run(events: readonly ArmEvent[]): { state: ArmState; effects: ArmEffect[] } {
  const effects: ArmEffect[] = [];
  let state = unarmed;
  for (const event of events) {
    const step = nextArm(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const shown = (atMs: number, request: string | null = "a"): ArmEvent => ({
  event: "shown",
  request,
  atMs,
});
const focused = (atMs: number): ArmEvent => ({ event: "focused", atMs });
const blurred = (atMs: number): ArmEvent => ({ event: "blurred", atMs });
const resized = (atMs: number): ArmEvent => ({ event: "resized", atMs });
const woken = (atMs: number): ArmEvent => ({ event: "woken", atMs });
const pressed = (atMs: number): ArmEvent => ({ event: "pressed", atMs });
const clicked = (atMs: number, isTrusted = true): ArmEvent => ({
  event: "clicked",
  isTrusted,
  atMs,
});
const approvals = (events: readonly ArmEvent[]): ArmEffect[] =>
  run(events).effects.filter(({ effect }) => effect === "approve");

const armed = [focused(0), shown(10), woken(710)];

describe("Approve arms", () => {
  it("after the window has had the focus, with the request in it, for 700 ms", () => {
    expect(run([focused(0), shown(10)]).effects).toEqual([{ effect: "wake", afterMs: 700 }]);
    expect(run([focused(0), shown(10), woken(709)]).state.isArmed).toBe(false);
    expect(run(armed).state.isArmed).toBe(true);
  });

  it("where the focus comes last too", () => {
    expect(run([shown(0), focused(100), woken(800)]).state.isArmed).toBe(true);
  });

  it("though the timer fires a little early: it waits for the rest", () => {
    const { state, effects } = run([focused(0), shown(10), woken(709.5)]);
    expect(state.isArmed).toBe(false);
    expect(effects.at(-1)).toEqual({ effect: "wake", afterMs: 0.5 });
  });

  it.each<[string, ArmEvent[]]>([
    ["without the focus", [shown(0), woken(5_000)]],
    ["without a request", [focused(0), woken(5_000)]],
    ["where the focus was lost on the way", [focused(0), shown(0), blurred(300), woken(700)]],
    [
      "before 700 ms since the focus came back",
      [focused(0), shown(0), blurred(300), focused(400), woken(700)],
    ],
    ["before 700 ms since the window changed its size", [...armed, resized(800), woken(1_000)]],
    ["before 700 ms since another request came", [...armed, shown(800, "b"), woken(1_000)]],
    ["where the request has gone", [...armed, shown(800, null), woken(5_000)]],
  ])("not %s", (_, events) => {
    expect(run(events).state.isArmed).toBe(false);
  });

  it("again after each of these", () => {
    for (const disturbance of [
      [blurred(1_000), focused(1_000)],
      [resized(1_000)],
      [shown(1_000, "b")],
    ]) {
      expect(run([...armed, ...disturbance, woken(1_700)]).state.isArmed).toBe(true);
    }
  });

  it("undisturbed by the same request read again", () => {
    expect(run([...armed, shown(720), focused(730)]).state.isArmed).toBe(true);
  });
});

describe("a click", () => {
  it("approves the request that is shown", () => {
    const approved = [{ effect: "approve", request: "a" }];
    expect(approvals([...armed, pressed(800), clicked(850)])).toEqual(approved);
  });

  it("without a press, as screen readers make it, approves too", () => {
    expect(approvals([...armed, clicked(850)])).toHaveLength(1);
  });

  it.each<[string, ArmEvent[]]>([
    ["made by a program", [...armed, pressed(800), clicked(850, false)]],
    ["before it is armed", [focused(0), shown(0), pressed(100), clicked(150)]],
    [
      "whose press began before it was armed",
      [focused(0), shown(0), pressed(690), woken(700), clicked(710)],
    ],
    [
      "whose press began in another calm",
      [...armed, pressed(800), resized(810), woken(1_510), clicked(1_520)],
    ],
    [
      "whose press was for another request",
      [...armed, pressed(800), shown(810, "b"), woken(1_510), clicked(1_520)],
    ],
    ["after the focus was lost", [...armed, pressed(800), blurred(810), clicked(820)]],
  ])("%s approves nothing", (_, events) => {
    expect(approvals(events)).toEqual([]);
  });

  it("after one that came too early approves, once it is armed", () => {
    const early = [focused(0), shown(0), pressed(100), clicked(150), woken(700)];
    expect(approvals([...early, pressed(800), clicked(850)])).toHaveLength(1);
  });

  it("twice approves once", () => {
    expect(approvals([...armed, clicked(800), clicked(810), woken(5_000), clicked(5_001)])).toEqual(
      [{ effect: "approve", request: "a" }],
    );
  });

  it("may come again where the same request is shown again, after a while of its own", () => {
    const again = [...armed, clicked(800), shown(900), woken(1_600), clicked(1_610)];
    expect(approvals(again)).toHaveLength(2);
    expect(approvals([...armed, clicked(800), shown(900), clicked(910)])).toHaveLength(1);
  });
});

describe("in whatever order things happen", () => {
  // Mostly what leads somewhere, so that a good many stories come to an approval.
  const happening = fc.oneof(
    { weight: 2, arbitrary: fc.record({ event: fc.constant("focused" as const) }) },
    { weight: 1, arbitrary: fc.record({ event: fc.constantFrom("blurred", "resized") }) },
    {
      weight: 2,
      arbitrary: fc.record({
        event: fc.constant("shown" as const),
        request: fc.constantFrom(...Array<"a">(8).fill("a"), "b", null),
      }),
    },
    { weight: 4, arbitrary: fc.record({ event: fc.constantFrom("woken", "woken", "pressed") }) },
    {
      weight: 4,
      arbitrary: fc.record({
        event: fc.constant("clicked" as const),
        isTrusted: fc.constantFrom(true, true, false),
      }),
    },
  );
  const story = fc.array(fc.tuple(happening, fc.nat({ max: 900 })), {
    minLength: 20,
    maxLength: 80,
  });

  it("approves only what was shown, in focus and undisturbed, for 700 ms, and once", () => {
    let approved = 0;
    fc.assert(
      fc.property(story, (happenings) => {
        // A second opinion, kept apart from the machine: when the last disturbance was.
        let state = unarmed;
        let nowMs = 0;
        let calmSinceMs = 0;
        let request: string | null = null;
        let hasFocus = false;
        let isSpent = false;
        for (const [happened, passedMs] of happenings) {
          nowMs += passedMs;
          const event: ArmEvent = { ...happened, atMs: nowMs };
          const isChange =
            (event.event === "shown" && (event.request !== request || isSpent)) ||
            (event.event === "focused" && !hasFocus) ||
            event.event === "blurred" ||
            event.event === "resized";
          if (isChange) calmSinceMs = nowMs;
          if (event.event === "shown") {
            isSpent = isSpent && event.request === null;
            request = event.request;
          }
          if (event.event === "focused") hasFocus = true;
          if (event.event === "blurred") hasFocus = false;

          const step = nextArm(state, event);
          state = step.state;
          const isQuiet = hasFocus && nowMs - calmSinceMs >= armAfterMs;
          if (state.isArmed)
            expect({ isQuiet, request }).toEqual({ isQuiet: true, request: state.shown });
          for (const effect of step.effects) {
            if (effect.effect !== "approve") continue;
            approved += 1;
            expect(event).toMatchObject({ event: "clicked", isTrusted: true });
            expect({ isQuiet, isSpent, request }).toEqual({
              isQuiet: true,
              isSpent: false,
              request: effect.request,
            });
            isSpent = true;
          }
        }
      }),
      { numRuns: 2_000 },
    );
    // The stories do reach what they are about.
    expect(approved).toBeGreaterThan(200);
  });

  it("always asks to be woken while it could arm and has not", () => {
    fc.assert(
      fc.property(story, (happenings) => {
        let state = unarmed;
        let nowMs = 0;
        let wakeAtMs: number | null = null;
        for (const [happened, passedMs] of happenings) {
          nowMs += passedMs;
          const step = nextArm(state, { ...happened, atMs: nowMs });
          state = step.state;
          if (happened.event === "woken") wakeAtMs = null;
          for (const effect of step.effects) {
            if (effect.effect === "wake") wakeAtMs = nowMs + effect.afterMs;
          }
          const isWaiting = state.steadySinceMs !== null && !state.isArmed;
          if (isWaiting) expect(wakeAtMs).not.toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });
});
