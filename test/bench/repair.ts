import { setTimeout as wait } from "node:timers/promises";
import { type Caller, callOf } from "../support/network/callers.ts";
import { untilBothSee } from "../support/network/frames.ts";
import { canBuildLab } from "../support/network/lab.ts";
import { createScene } from "../support/network/scene.ts";
import { cores } from "./programs/program.ts";
import { compare, type Row } from "./row.ts";

/**
 * Two people in networks of their own; a router between them drops everything for a while. From the
 * moment it passes packets again to the first new frame on both sides.
 */

const cuts = 20;
const reachMs = 3_000;
const limitMs = 30_000;
/** Shorter than what ICE forgives, and longer than what a connection lives through. */
const cutMs = [2_000, 4_000, 6_000, 9_000, 20_000] as const;
/** Both see each other again and are as if nothing had been. */
const restMs = 2_000;

export const repair: Row = {
  name: "repair",
  run: async ({ scale, told }) => {
    if (!canBuildLab()) throw new Error("repair: network namespaces need root on Linux");
    cores.stepBack();
    const scene = await createScene();
    try {
      const { callers } = await callOf(scene, ["Alice", "Bob"]);
      const [one, other] = callers as [Caller, Caller];
      const backMs: number[] = [];
      for (let cut = 0; cut < Math.max(1, Math.round(cuts * scale)); cut += 1) {
        const forMs = cutMs[cut % cutMs.length] ?? 0;
        one.place.cutFrom(other.place);
        await wait(forMs);
        one.place.join(other.place);
        const tookMs = await untilBothSee(one, other, limitMs);
        told(`cut ${cut + 1} of ${cuts}, ${forMs} ms long: back after ${Math.round(tookMs)} ms`);
        backMs.push(tookMs);
        await wait(restMs);
      }
      const budget = {
        row: "repair",
        unit: "ms",
        against: "budget",
        reach: { atMost: 1 },
      } as const;
      const allowed = backMs.map(() => reachMs);
      return [
        compare({ ...budget, what: `Pair cut and back, median of ${cuts}` }, backMs, allowed),
        compare(
          { ...budget, what: `Pair cut and back, worst of ${cuts}` },
          [Math.max(...backMs)],
          [reachMs],
        ),
      ];
    } finally {
      await scene.close();
    }
  },
};
