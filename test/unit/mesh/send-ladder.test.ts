import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  budgetOf,
  type Path,
  pixelBudget,
  planSending,
  type Receiver,
  type Situation,
} from "../../../extension/call/mesh/send-ladder.ts";

const none = { width: 0, height: 0 };
const quiet: Path = { availableBitsPerSecond: null, loss: 0, roundTripMs: 40 };
const camera = { width: 1280, height: 720 };

function receiver(width: number, height: number, changes: Partial<Receiver> = {}): Receiver {
  return { peerId: "bob", camera: { width, height }, screen: none, path: quiet, ...changes };
}

function situation(receivers: readonly Receiver[], changes: Partial<Situation> = {}): Situation {
  return {
    camera,
    screen: null,
    hasScreenAudio: false,
    isSpeaking: true,
    machine: { cores: 8, strain: 0 },
    receivers,
    ...changes,
  };
}

const planFor = (it: Situation, peerId = "bob") => planSending(it).links.get(peerId)!;
const company = (count: number, width: number, height: number): Receiver[] =>
  Array.from({ length: count }, (_, index) => receiver(width, height, { peerId: `${index}` }));

describe("the size follows what is shown", () => {
  test.each([
    // shown, then rows sent and frames a second
    [1280, 720, 720, 30],
    [960, 540, 540, 30],
    [640, 360, 360, 24],
    [480, 270, 216, 20],
    [380, 213, 180, 20],
    [200, 112, 90, 12],
    // A tall tile cuts the sides off: its rows count.
    [200, 360, 360, 24],
  ])("%d × %d", (width, height, rows, rate) => {
    const { camera: slot } = planFor(situation([receiver(width, height)]));
    expect(Math.round(camera.height / slot.scaleDownBy)).toBe(rows);
    expect(slot.maxFramesPerSecond).toBe(rate);
    expect(slot.isActive).toBe(true);
  });

  test("hidden, nothing of the picture is sent, and the voice is", () => {
    const plan = planFor(situation([receiver(0, 0)]));
    expect(plan.camera.isActive).toBe(false);
    expect(plan.microphone.isActive).toBe(true);
  });

  test("each receiver has their own, and the camera gives what the largest needs", () => {
    const plan = planSending(
      situation([receiver(640, 360), receiver(160, 90, { peerId: "carol" })]),
    );
    expect(plan.capture).toEqual({ height: 360, framesPerSecond: 24 });
    expect(plan.links.get("carol")!.camera.scaleDownBy).toBe(8);
  });

  test("nobody sees it: the camera need give nothing", () => {
    expect(planSending(situation([receiver(0, 0)])).capture).toBeNull();
  });
});

describe("what the way bears", () => {
  test.each([
    [4_000_000, 720],
    [800_000, 540],
    [450_000, 360],
    [220_000, 270],
    [150_000, 216],
    [80_000, 120],
    [50_000, 90],
  ])("%d bits a second available", (availableBitsPerSecond, rows) => {
    const path = { ...quiet, availableBitsPerSecond };
    const { camera: slot } = planFor(situation([receiver(1280, 720, { path })]));
    expect(Math.round(camera.height / slot.scaleDownBy)).toBe(rows);
  });

  test("next to nothing: the voice alone", () => {
    const path = { ...quiet, availableBitsPerSecond: 20_000 };
    const plan = planFor(situation([receiver(1280, 720, { path })]));
    expect(plan.camera.isActive).toBe(false);
    expect(plan.microphone).toMatchObject({ isActive: true, maxBitsPerSecond: 16_000 });
  });

  test("a path that loses much gets less", () => {
    const budget = (loss: number): number =>
      budgetOf({ receivers: [receiver(1, 1)] }, { ...quiet, loss, availableBitsPerSecond: 1e6 });
    expect(budget(0.05)).toBeLessThan(budget(0));
    expect(budget(0.2)).toBeLessThan(budget(0.05));
  });

  test("many share the uplink", () => {
    const budget = (count: number): number =>
      budgetOf({ receivers: company(count, 1280, 720) }, quiet);
    expect(budget(1)).toBe(4_000_000);
    expect(budget(11)).toBeLessThan(12_000_000 / 10);
  });
});

describe("what the machine bears", () => {
  test("more people, smaller pictures", () => {
    const rows = (count: number): number => {
      const it = situation(company(count, 1280, 720), { machine: { cores: 4, strain: 0 } });
      return camera.height / planFor(it, "0").camera.scaleDownBy;
    };
    expect(rows(1)).toBe(720);
    expect(rows(3)).toBeLessThan(720);
    expect(rows(8)).toBeLessThan(rows(3));
  });

  test("where it does not keep up, fewer and smaller pictures are sent", () => {
    const slot = (strain: number) =>
      planFor(situation(company(3, 1280, 720), { machine: { cores: 4, strain } }), "0").camera;
    expect(slot(2).scaleDownBy).toBeGreaterThan(slot(0).scaleDownBy);
    expect(slot(2).maxFramesPerSecond).toBeLessThan(slot(0).maxFramesPerSecond);
  });
});

describe("a shared screen", () => {
  const screen = { width: 1920, height: 1080 };
  const viewer = (bits: number): Receiver =>
    receiver(200, 112, {
      screen: { width: 1600, height: 900 },
      path: { ...quiet, availableBitsPerSecond: bits },
    });

  test("of text keeps its size and slows down", () => {
    const slot = (bits: number) =>
      planFor(situation([viewer(bits)], { screen: { ...screen, content: "text" } })).screen;
    expect(slot(2_000_000).maxFramesPerSecond).toBe(15);
    expect(slot(600_000).maxFramesPerSecond).toBeLessThanOrEqual(8);
    expect(screen.height / slot(600_000).scaleDownBy).toBeCloseTo(900, 0);
  });

  test("of motion keeps its rate and shrinks", () => {
    const slot = (bits: number) =>
      planFor(situation([viewer(bits)], { screen: { ...screen, content: "motion" } })).screen;
    expect(slot(600_000).maxFramesPerSecond).toBeGreaterThanOrEqual(20);
    expect(slot(600_000).scaleDownBy).toBeGreaterThan(1.5);
  });

  test("comes before faces where there is little", () => {
    const it = situation([viewer(150_000)], { screen: { ...screen, content: "text" } });
    const plan = planFor(it);
    expect(plan.screen.isActive).toBe(true);
    expect(plan.camera.isActive).toBe(false);
  });
});

describe("whatever the situation", () => {
  const size = fc.record({ width: fc.nat(16_384), height: fc.nat(16_384) });
  const anyPath = fc.record({
    availableBitsPerSecond: fc.option(fc.nat(50_000_000)),
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
    roundTripMs: fc.option(fc.nat(5_000)),
  });
  const source = fc.record({
    width: fc.integer({ min: 1, max: 4_096 }),
    height: fc.integer({ min: 1, max: 4_096 }),
  });
  const anySituation: fc.Arbitrary<Situation> = fc.record({
    camera: fc.option(source),
    screen: fc.option(
      fc.record({
        width: fc.integer({ min: 1, max: 4_096 }),
        height: fc.integer({ min: 1, max: 4_096 }),
        content: fc.constantFrom("text", "motion"),
      }),
    ),
    hasScreenAudio: fc.boolean(),
    isSpeaking: fc.boolean(),
    machine: fc.record({ cores: fc.integer({ min: 0, max: 64 }), strain: fc.nat(6) }),
    receivers: fc
      .array(fc.record({ camera: size, screen: size, path: anyPath }), { maxLength: 12 })
      .map((all) => all.map((each, index) => ({ ...each, peerId: `${index}` }))),
  });

  test("nobody is sent more than their budget", () => {
    fc.assert(
      fc.property(anySituation, (it) => {
        const plan = planSending(it);
        for (const { peerId, path: way } of it.receivers) {
          const slots = Object.values(plan.links.get(peerId)!);
          const sum = slots.reduce((bits, slot) => bits + slot.maxBitsPerSecond, 0);
          expect(sum).toBeLessThanOrEqual(budgetOf(it, way));
        }
      }),
    );
  });

  test("the voice is always sent where somebody speaks, and never where nobody does", () => {
    fc.assert(
      fc.property(anySituation, (it) => {
        for (const { microphone } of planSending(it).links.values()) {
          expect(microphone.isActive).toBe(it.isSpeaking);
          expect(microphone.maxBitsPerSecond).toBeGreaterThanOrEqual(16_000);
        }
      }),
    );
  });

  test("every slot is one that a browser takes", () => {
    fc.assert(
      fc.property(anySituation, (it) => {
        for (const link of planSending(it).links.values()) {
          for (const slot of Object.values(link)) {
            expect(slot.scaleDownBy).toBeGreaterThanOrEqual(1);
            expect(Number.isFinite(slot.scaleDownBy)).toBe(true);
            expect(Number.isInteger(slot.maxBitsPerSecond)).toBe(true);
            expect(slot.maxBitsPerSecond).toBeGreaterThanOrEqual(0);
            expect(slot.maxFramesPerSecond).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  test("all cameras together stay within the machine, but for the smallest picture", () => {
    fc.assert(
      fc.property(anySituation, (it) => {
        const { camera: own } = it;
        if (own === null) return;
        const plan = planSending(it);
        const pixels = [...plan.links.values()]
          .map(({ camera: slot }) => slot)
          .filter(({ isActive, scaleDownBy }) => isActive && own.height / scaleDownBy > 91)
          .map(({ scaleDownBy, maxFramesPerSecond }) => {
            const rows = own.height / scaleDownBy;
            return rows ** 2 * (own.width / own.height) * maxFramesPerSecond;
          });
        const sum = pixels.reduce((total, each) => total + each, 0);
        expect(sum).toBeLessThanOrEqual(pixelBudget(it.machine) * 1.001);
      }),
    );
  });

  test("a better path never brings a smaller picture", () => {
    fc.assert(
      fc.property(anySituation, fc.nat(5_000_000), fc.nat(5_000_000), (it, bits, more) => {
        const [first, ...others] = it.receivers;
        if (first === undefined) return;
        const scale = (availableBitsPerSecond: number): number => {
          const path = { ...first.path, availableBitsPerSecond };
          const { camera: slot } = planFor(
            { ...it, receivers: [{ ...first, path }, ...others] },
            first.peerId,
          );
          return slot.isActive ? slot.scaleDownBy : Infinity;
        };
        if (it.screen !== null) return;
        expect(scale(bits + more)).toBeLessThanOrEqual(scale(bits));
      }),
    );
  });

  test("whoever shows it larger is never sent less", () => {
    fc.assert(
      fc.property(anySituation, size, fc.nat(2_000), (it, shown, more) => {
        const [first, ...others] = it.receivers;
        if (first === undefined) return;
        const bits = (by: number): number => {
          const larger = { width: shown.width + by + 1, height: shown.height + by + 1 };
          const all = { ...it, receivers: [{ ...first, camera: larger }, ...others] };
          return planFor(all, first.peerId).camera.maxBitsPerSecond;
        };
        expect(bits(more)).toBeGreaterThanOrEqual(bits(0));
      }),
    );
  });
});
