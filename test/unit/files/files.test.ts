import { describe, expect, it } from "vitest";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { fileBlockBytes, fileChunkMaxBytes } from "../../../protocol/limits.ts";
import { createFiles, type Files } from "../../../extension/call/files/files.ts";
import type { FileView } from "../../../extension/call/files/files-view.ts";
import { windowBytes } from "../../../extension/call/files/incoming.ts";
import { type PaperChannel, paperChannel } from "../../support/call/bound-peers.ts";
import { noise, type PaperDisk, paperDisk, paperFile } from "../../support/call/paper-files.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

interface Scene {
  readonly alice: Files;
  readonly bob: Files;
  readonly disk: PaperDisk;
  readonly channel: PaperChannel;
}

function begin(disk = paperDisk()): Scene {
  const clock = createManualClock();
  const make = (store = paperDisk().store): Files =>
    createFiles({ clock, changed: () => undefined, store });
  const [alice, bob] = [make(), make(disk.store)];
  const channel = paperChannel(
    { name: "Alice", feature: alice.feature },
    { name: "Bob", feature: bob.feature },
  );
  channel.connect();
  return { alice, bob, disk, channel };
}

const files = (of: Files): readonly FileView[] => of.view().files;
const states = (of: Files): string[] => files(of).map(({ state }) => state);
const become = (scene: Scene, state: string): Promise<void> =>
  scene.channel.until(() => [states(scene.alice), states(scene.bob)].every(([is]) => is === state));
const sent = ({ channel }: Scene, type: ChannelMessage["type"]): ChannelMessage[] =>
  channel.passed.map(({ message }) => message).filter((message) => message.type === type);

/** Alice offers a file, and Bob is asked. */
async function offer(scene: Scene, bytes: Uint8Array<ArrayBuffer>, name = "a.bin"): Promise<void> {
  const to = scene.alice.view();
  expect(to.files).toEqual([]);
  scene.alice.actions.sendFiles([paperFile(name, bytes)], peersOf(scene));
  await scene.channel.until(() => files(scene.bob).length === 1);
}

/** How Alice sees Bob: she has no list of peers, only what the channel told her. */
function peersOf({ channel }: Scene): readonly string[] {
  return [channel.idOf("Bob")];
}

describe("a file", () => {
  it.each([0, 1, fileChunkMaxBytes + 1, fileBlockBytes, 3 * fileBlockBytes + 12_345])(
    "of %d bytes arrives whole, checked, on the disk",
    async (size) => {
      const scene = begin();
      const bytes = noise(size);
      await offer(scene, bytes);
      expect(states(scene.bob)).toEqual(["offered"]);
      expect(scene.bob.view().unread).toBe(1);
      scene.bob.actions.acceptFile(1);
      await become(scene, "done");
      expect(Buffer.from(bytes).equals(scene.disk.kept.get("a.bin")!)).toBe(true);
      expect(files(scene.alice)[0]!.moved).toBe(size);
    },
  );

  it("is not sent before it is accepted, nor after it is refused", async () => {
    const scene = begin();
    await offer(scene, noise(100));
    expect(sent(scene, "file-chunk")).toEqual([]);
    scene.bob.actions.refuseFile(1);
    await scene.channel.settle();
    expect([states(scene.alice), states(scene.bob)]).toEqual([["refused"], ["refused"]]);
    scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    expect(sent(scene, "file-chunk")).toEqual([]);
    expect(scene.disk.counts.opened).toBe(0);
  });

  it("is opened once, however often it is accepted", async () => {
    const scene = begin();
    await offer(scene, noise(100));
    for (let n = 0; n < 3; n += 1) scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    expect(scene.disk.counts.opened).toBe(1);
    expect(sent(scene, "file-want").length).toBe(1);
  });

  it("stays within the window while the disk is slow", async () => {
    const scene = begin();
    scene.disk.isSlow = true;
    await offer(scene, noise(windowBytes + 3 * fileBlockBytes));
    scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    const chunks = sent(scene, "file-chunk").length;
    expect(chunks * fileChunkMaxBytes).toBe(windowBytes);
    expect(files(scene.alice)[0]!.moved).toBe(0);
    scene.disk.catchUp();
    await become(scene, "done");
  });

  it.each(["alice", "bob"] as const)("pauses and goes on where %s says so", async (who) => {
    const scene = begin();
    scene.disk.isSlow = true;
    await offer(scene, noise(2 * windowBytes));
    scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    scene[who].actions.pauseFile(1, true);
    await scene.channel.settle();
    scene.disk.catchUp();
    await scene.channel.settle();
    const before = sent(scene, "file-chunk").length;
    expect(before * fileChunkMaxBytes).toBe(windowBytes);
    expect(files(scene.alice)[0]).toMatchObject({
      state: "moving",
      isPausedByMe: who === "alice",
      isPausedByThem: who === "bob",
    });
    scene[who].actions.pauseFile(1, false);
    await become(scene, "done");
  });

  it("goes on from the last whole block when the link is back", async () => {
    const scene = begin();
    const bytes = noise(windowBytes + 2 * fileBlockBytes + 7);
    scene.disk.isSlow = true;
    await offer(scene, bytes);
    scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    scene.channel.cut();
    expect([states(scene.alice), states(scene.bob)]).toEqual([["lost"], ["lost"]]);
    const before = sent(scene, "file-chunk").length;
    scene.disk.catchUp();
    scene.channel.connect();
    await become(scene, "done");
    expect(Buffer.from(bytes).equals(scene.disk.kept.get("a.bin")!)).toBe(true);
    const again = (sent(scene, "file-chunk").length - before) * fileChunkMaxBytes;
    // Nothing that was on the disk came twice.
    expect(again).toBeLessThan(2 * fileBlockBytes + 2 * fileChunkMaxBytes);
  });

  it("survives a link that breaks at any moment", async () => {
    const bytes = noise(2 * fileBlockBytes + 1);
    for (let after = 0; after < 60; after += 1) {
      const scene = begin();
      await offer(scene, bytes);
      scene.bob.actions.acceptFile(1);
      await scene.channel.steps(after);
      scene.channel.cut();
      await scene.channel.steps(after % 3);
      scene.channel.connect();
      await become(scene, "done");
      expect(Buffer.from(bytes).equals(scene.disk.kept.get("a.bin")!)).toBe(true);
    }
  });

  it.each(["alice", "bob"] as const)("is cancelled by %s, and nothing is left", async (who) => {
    const scene = begin();
    scene.disk.isSlow = true;
    await offer(scene, noise(2 * windowBytes));
    scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    scene[who].actions.cancelFile(1);
    scene.disk.catchUp();
    await scene.channel.settle();
    expect([states(scene.alice), states(scene.bob)]).toEqual([["cancelled"], ["cancelled"]]);
    expect(scene.disk.counts).toEqual({ opened: 1, dropped: 1 });
    expect(scene.disk.kept.size).toBe(0);
  });

  it("fails on both sides where the disk does, or where the one goes", async () => {
    const broken = begin(paperDisk({ failsAt: 1 }));
    await offer(broken, noise(3 * fileBlockBytes));
    broken.bob.actions.acceptFile(1);
    await broken.channel.settle();
    expect(files(broken.bob)[0]).toMatchObject({ state: "failed", problem: "not-written" });
    expect(files(broken.alice)[0]).toMatchObject({ state: "failed", problem: "gone" });
    expect(broken.disk.counts.dropped).toBe(1);

    const parted = begin();
    parted.disk.isSlow = true;
    await offer(parted, noise(2 * windowBytes));
    parted.bob.actions.acceptFile(1);
    await parted.channel.settle();
    parted.channel.part();
    parted.disk.catchUp();
    await parted.channel.settle();
    for (const of of [parted.alice, parted.bob]) {
      expect(files(of)[0]).toMatchObject({ state: "failed", problem: "gone" });
    }
    expect(parted.disk.counts.dropped).toBe(1);
  });

  it("says so where the file cannot be read any more", async () => {
    const scene = begin();
    const file = paperFile("gone.bin", noise(100));
    Object.assign(file, {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }),
    });
    scene.alice.actions.sendFiles([file], peersOf(scene));
    await scene.channel.settle();
    scene.bob.actions.acceptFile(1);
    await scene.channel.settle();
    expect(files(scene.alice)[0]).toMatchObject({ state: "failed", problem: "not-read" });
    expect(states(scene.bob)).toEqual(["failed"]);
  });

  it("leaves the list only when it is over", async () => {
    const scene = begin();
    await offer(scene, noise(1));
    scene.alice.actions.dismissFile(1);
    expect(states(scene.alice)).toEqual(["offered"]);
    scene.alice.actions.cancelFile(1);
    scene.alice.actions.dismissFile(1);
    expect(states(scene.alice)).toEqual([]);
  });
});
