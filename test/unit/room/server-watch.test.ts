import { describe, expect, it } from "vitest";
import {
  createServerWatch,
  withholdingAfterMs,
} from "../../../extension/call/room/server-watch.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

function watched() {
  const clock = createManualClock();
  const line = { isHere: true };
  const found: number[] = [];
  const watch = createServerWatch({
    clock,
    isServerHere: () => line.isHere,
    found: () => found.push(watch.withheld() ?? 0),
  });
  watch.shown(1);
  watch.newest(1);
  return { clock, line, watch, found };
}

describe("what the server shows of the list", () => {
  it("is withheld where it has not shown for seconds what people in the call know", () => {
    const { clock, watch, found } = watched();
    watch.newest(2);
    clock.advance(withholdingAfterMs - 1);
    expect(found).toEqual([]);
    clock.advance(1);
    expect(found).toEqual([2]);
    expect(watch.withheld()).toBe(2);
  });

  it("is only late where it comes in time", () => {
    const { clock, watch, found } = watched();
    watch.newest(2);
    clock.advance(1_000);
    watch.shown(2);
    clock.advance(10 * withholdingAfterMs);
    expect(found).toEqual([]);
  });

  it("is no longer withheld once it is shown", () => {
    const { clock, watch } = watched();
    watch.newest(2);
    clock.advance(withholdingAfterMs);
    watch.shown(2);
    expect(watch.withheld()).toBeNull();
  });

  it("is told of once a version, and is looked at again for the next", () => {
    const { clock, watch, found } = watched();
    watch.newest(2);
    clock.advance(4 * withholdingAfterMs);
    watch.newest(3);
    clock.advance(withholdingAfterMs);
    expect(found).toEqual([2, 3]);
  });

  it("is not expected over a line that is gone, and is once that is back", () => {
    const { clock, line, watch, found } = watched();
    line.isHere = false;
    watch.newest(2);
    clock.advance(3 * withholdingAfterMs);
    expect(found).toEqual([]);
    line.isHere = true;
    clock.advance(withholdingAfterMs);
    expect(found).toEqual([2]);
  });

  it("steps back where it shows less than it did, not where a message was overtaken", () => {
    const { clock, watch } = watched();
    watch.shown(3);
    watch.newest(3);
    expect(watch.isStepBack(2)).toBe(true);
    watch.newest(5);
    expect(watch.isStepBack(4)).toBe(false);
    clock.advance(withholdingAfterMs);
    expect(watch.isStepBack(4)).toBe(true);
  });

  it("is not looked at after the end", () => {
    const { clock, watch, found } = watched();
    watch.newest(2);
    watch.stop();
    clock.advance(10 * withholdingAfterMs);
    expect(found).toEqual([]);
  });
});
