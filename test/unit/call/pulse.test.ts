import { describe, expect, it } from "vitest";
import { pulseEveryMs, startPulse } from "../../../extension/call/peers/pulse.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

function started() {
  const clock = createManualClock();
  const seen = { media: 0, packets: 0, beats: 0, silent: [] as boolean[] };
  const pulse = startPulse({
    clock,
    media: () => seen.media,
    packets: async () => seen.packets,
    askForBeat: () => {
      seen.beats += 1;
    },
    changed: (isSilent) => void seen.silent.push(isSilent),
  });
  const ticks = async (count: number, each = (): void => undefined): Promise<void> => {
    for (let i = 0; i < count; i += 1) {
      each();
      clock.advance(pulseEveryMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { clock, seen, pulse, ticks };
}

describe("the pulse of a link", () => {
  it("says nothing and asks for nothing while media come", async () => {
    const { seen, ticks } = started();
    await ticks(50, () => {
      seen.media += 1;
    });
    expect(seen).toMatchObject({ beats: 0, silent: [] });
  });

  it("asks for a beat where it is quiet, and is content with any packet", async () => {
    const { seen, ticks } = started();
    await ticks(50, () => {
      seen.packets += 1;
    });
    expect(seen.beats).toBeGreaterThan(0);
    expect(seen.silent).toEqual([]);
  });

  it("is content with a message", async () => {
    const { seen, ticks, pulse } = started();
    await ticks(50, () => pulse.heard());
    expect(seen.silent).toEqual([]);
  });

  it("says within two seconds that nothing comes", async () => {
    const { seen, ticks } = started();
    await ticks(Math.floor(2_000 / pulseEveryMs));
    expect(seen.silent).toContain(true);
  });

  it("says at once that something comes again", async () => {
    const { seen, ticks } = started();
    await ticks(10);
    seen.media += 1;
    await ticks(1);
    expect(seen.silent.at(-1)).toBe(false);
  });

  it("counts what it looked at and not the time: a tab that slept was not left", async () => {
    const { clock, seen, ticks } = started();
    await ticks(2);
    clock.advance(pulseEveryMs);
    expect(seen.silent).toEqual([]);
  });

  it("ends with its link", async () => {
    const { clock, pulse } = started();
    pulse.stop();
    expect(clock.pending()).toBe(0);
  });
});
