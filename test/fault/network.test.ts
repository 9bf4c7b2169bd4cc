import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, callOf, pairsOf } from "../support/network/callers.ts";
import { untilBothSee, untilNextFrame } from "../support/network/frames.ts";
import { canBuildLab } from "../support/network/lab.ts";
import { createScene, type Scene } from "../support/network/scene.ts";
import { setTimeout as wait } from "node:timers/promises";
import { says } from "../support/e2e/words.ts";

// Real browsers in network namespaces. Only root on Linux may make them: elsewhere these tests are
// counted as skipped, and the machine's own rules are tested in test/unit/call.
describe.runIf(canBuildLab())("a call of three in networks that break", () => {
  let scene: Scene;
  let callers: readonly Caller[];
  const backMs = 3_000;

  beforeAll(async () => {
    scene = await createScene();
    ({ callers } = await callOf(scene, ["Alice", "Bob", "Carol"]));
  });
  afterAll(async () => {
    const complaints = scene.complaints();
    await scene.close();
    expect(complaints).toEqual([]);
  });

  const untilAllSeeAll = async (limitMs: number): Promise<number> =>
    Math.max(...(await Promise.all(pairsOf(callers).map(([a, b]) => untilBothSee(a, b, limitMs)))));
  const person = (name: string): Caller => callers.find((caller) => caller.name === name)!;

  it("repairs one pair within three seconds of its way being there again, and says so", async () => {
    const [alice, bob] = [person("Alice"), person("Bob")];
    alice.place.cutFrom(bob.place);
    await alice.tab.tile("Bob").getByText(says("callStateLost")).waitFor();
    alice.place.join(bob.place);
    expect(await untilBothSee(alice, bob, 15_000)).toBeLessThan(backMs);
    await alice.tab.untilBound("Bob");
  });

  it("goes on over the network of before where a person moves to a new address", async () => {
    const [alice, bob, carol] = [person("Alice"), person("Bob"), person("Carol")];
    carol.place.moveToNewAddress();
    // Browsers take seconds to see that they have another address.
    const back = await Promise.all([
      untilBothSee(alice, carol, 15_000),
      untilBothSee(bob, carol, 15_000),
    ]);
    expect(Math.max(...back)).toBeLessThan(8_000);
    expect(await untilNextFrame(alice.tab, "Bob", 2_000)).toBeLessThan(1_000);
  });

  it("comes back as a whole after everybody was cut off", async () => {
    for (const { place } of callers) place.cut();
    await wait(6_000);
    for (const { place } of callers) place.restore();
    const back = await untilAllSeeAll(20_000);
    expect(back).toBeLessThan(backMs);
  });

  it("repairs a pair over the third person while there is no server", async () => {
    const [alice, bob] = [person("Alice"), person("Bob")];
    await scene.server.kill();
    alice.place.cutFrom(bob.place);
    // Long enough that the connection itself is given up.
    await wait(20_000);
    alice.place.join(bob.place);
    const back = await untilBothSee(alice, bob, 20_000);
    expect(back).toBeLessThan(2 * backMs);
    await scene.server.start();
  });
});
