import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  nextSpeaker,
  nobodySpeaks,
  type SpeakerState,
} from "../../../extension/call/components/layout/speaker.ts";

const stepMs = 200;

/** Who has the stage after each step. Levels by person, one a step; a dash: not in the call. */
function speakers(levels: Readonly<Record<string, readonly (number | "-")[]>>): (string | null)[] {
  const steps = Math.max(...Object.values(levels).map((each) => each.length));
  let state: SpeakerState = nobodySpeaks;
  return Array.from({ length: steps }, (_, step) => {
    const voices = Object.entries(levels).flatMap(([id, each]) => {
      const level = each[step] ?? 0;
      return level === "-" ? [] : [{ id, level }];
    });
    state = nextSpeaker(state, voices, 1_000_000 + step * stepMs);
    return state.speaker;
  });
}

/** The changes alone: step number and who. */
function changes(levels: Parameters<typeof speakers>[0]): string[] {
  return speakers(levels).flatMap((id, step, all) =>
    id === (all[step - 1] ?? null) ? [] : [`${step * stepMs} ms: ${id ?? "nobody"}`],
  );
}

const steady = (level: number, steps: number): number[] => Array<number>(steps).fill(level);

describe("who speaks", () => {
  it("is nobody while all is quiet, and then the first voice at once", () => {
    expect(
      changes({ bob: [...steady(0.004, 10), ...steady(0.1, 5)], carol: steady(0.003, 15) }),
    ).toEqual(["2000 ms: bob"]);
  });

  it("stays who spoke, through pauses and after they fell silent", () => {
    const bob = [...steady(0.1, 10), ...steady(0, 4), ...steady(0.1, 5), ...steady(0, 60)];
    expect(changes({ bob, carol: steady(0.004, 79) })).toEqual(["0 ms: bob"]);
  });

  it("changes to another voice that goes on", () => {
    const bob = [...steady(0.1, 20), ...steady(0, 20)];
    const carol = [...steady(0, 20), ...steady(0.1, 20)];
    const [first, second, ...more] = changes({ bob, carol });
    expect([first, more]).toEqual(["0 ms: bob", []]);
    const at = Number.parseInt(second ?? "", 10);
    // After the word that tells, and within what one waits for.
    expect(at).toBeGreaterThan(20 * stepMs + 700);
    expect(at).toBeLessThan(20 * stepMs + 2_000);
    expect(second).toContain("carol");
  });

  it.each([
    ["a cough while somebody speaks", steady(0.1, 30), [...steady(0, 14), 0.4, ...steady(0, 15)]],
    ["a murmur beside a voice", steady(0.1, 60), steady(0.1 / 1.4, 60)],
    ["two who are equally loud", steady(0.1, 60), steady(0.1, 60)],
  ])("does not change for %s", (_, bob, carol) => {
    expect(changes({ bob, carol })).toEqual(["0 ms: bob"]);
  });

  it("does not flicker between two who talk by turns, word by word", () => {
    const words = Array.from({ length: 100 }, (_, step) => (step % 4 < 2 ? 0.12 : 0));
    const answers = Array.from({ length: 100 }, (_, step) => (step % 4 < 2 ? 0 : 0.12));
    expect(changes({ bob: words, carol: answers }).length).toBeLessThanOrEqual(2);
  });

  it("is found although two begin at once while the last speaker is silent", () => {
    const quiet = [...steady(0.1, 15), ...steady(0, 40)];
    const one = [...steady(0, 15), ...Array.from({ length: 40 }, (_, at) => (at % 2 ? 0.1 : 0.14))];
    const other = [
      ...steady(0, 15),
      ...Array.from({ length: 40 }, (_, at) => (at % 2 ? 0.14 : 0.1)),
    ];
    expect(changes({ bob: quiet, carol: one, dave: other })).toHaveLength(2);
  });

  it("is somebody else as soon as the speaker has left", () => {
    const bob = [...steady(0.1, 10), ...Array<"-">(10).fill("-")];
    const carol = steady(0.05, 20);
    expect(changes({ bob, carol })).toEqual(["0 ms: bob", "2000 ms: carol"]);
    expect(changes({ bob, carol: steady(0, 20) })).toEqual(["0 ms: bob", "2000 ms: nobody"]);
  });

  it("follows the beep of a test device, once a second", () => {
    const beep = Array.from({ length: 40 }, (_, step) => (step % 5 === 0 ? 0.3 : 0));
    const bob = [...beep, ...steady(0, 40)];
    const carol = [...steady(0, 40), ...beep];
    expect(changes({ bob, carol }).map((each) => each.split(": ")[1])).toEqual(["bob", "carol"]);
  });

  it("holds the stage for two seconds, whatever is said", () => {
    const level = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
    const levels = fc.array(level, { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(levels, levels, levels, (bob, carol, dave) => {
        const times = changes({ bob, carol, dave }).map((each) => Number.parseInt(each, 10));
        for (const [at, time] of times.entries()) {
          if (at > 0) expect(time - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(2_000);
        }
      }),
    );
  });
});
