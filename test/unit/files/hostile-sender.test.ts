import { describe, expect, it } from "vitest";
import type { FileMessage } from "../../../protocol/channel/files.ts";
import { createFileHash } from "../../../protocol/channel/files-hash.ts";
import { fileBlockBytes } from "../../../protocol/limits.ts";
import { createFiles, type Files } from "../../../extension/call/files/files.ts";
import { windowBytes } from "../../../extension/call/files/incoming.ts";
import { type PaperPeer, paperPeer } from "../../support/call/bound-peers.ts";
import { quietTurn } from "../../support/call/quiet-turn.ts";
import { noise, type PaperDisk, paperDisk } from "../../support/call/paper-files.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

interface Scene {
  readonly files: Files;
  readonly disk: PaperDisk;
  readonly mallory: PaperPeer;
  readonly says: (...messages: readonly FileMessage[]) => Promise<void>;
}

function begin(): Scene {
  const disk = paperDisk();
  const clock = createManualClock();
  const files = createFiles({ clock, changed: () => undefined, store: disk.store });
  const mallory = paperPeer("Mallory");
  files.feature.attached!(mallory.peer);
  const says = async (...messages: readonly FileMessage[]): Promise<void> => {
    for (const message of messages) files.feature.message!(mallory.peer, message);
    for (let turn = 0; turn < 12; turn += 1) await quietTurn();
  };
  return { files, disk, mallory, says };
}

const offer = (size: number, id = 1): FileMessage => ({
  type: "file-offer",
  id,
  name: "gift.bin",
  size,
});
const chunk = (offset: number, length: number, id = 1): FileMessage => ({
  type: "file-chunk",
  id,
  offset,
  bytes: noise(length),
});
const zeros = "A".repeat(43);

async function accepted(size: number): Promise<Scene> {
  const scene = begin();
  await scene.says(offer(size));
  scene.files.actions.acceptFile(1);
  await scene.says();
  return scene;
}

function expectBroken({ files, disk, mallory }: Scene): void {
  expect(files.view().files[0]).toMatchObject({ state: "failed", problem: "broken" });
  expect(mallory.sent.at(-1)).toEqual({ type: "file-stop", id: 1, mine: false, why: "failed" });
  expect(disk.kept.size).toBe(0);
  expect(disk.counts.dropped).toBe(1);
}

describe("a sender who lies", () => {
  it("cannot flood with offers: they are answered for the person", async () => {
    const { files, mallory, says } = begin();
    await says(...Array.from({ length: 1_000 }, (_, index) => offer(1, index + 1)));
    expect(files.view().files.length).toBe(20);
    expect(files.view().unread).toBe(20);
    expect(mallory.sent.length).toBe(980);
    expect(mallory.sent.at(-1)).toMatchObject({ type: "file-stop", why: "too-many" });
  });

  it("cannot offer, take back and offer again without end", async () => {
    const { files, says } = begin();
    for (let id = 1; id <= 100; id += 1) {
      void says(offer(1, id), { type: "file-stop", id, mine: true, why: "cancelled" });
    }
    expect(files.view().files.length).toBe(20);
  });

  it("cannot use a number twice to change what was offered", async () => {
    const { files, says } = begin();
    await says(offer(10), { ...offer(5_000_000), name: "other.exe" } as FileMessage);
    expect(files.view().files).toHaveLength(1);
    expect(files.view().files[0]).toMatchObject({ name: "gift.bin", size: 10 });
  });

  it("is not listened to before the person accepts, nor about files that are none", async () => {
    const { files, disk, mallory, says } = begin();
    await says(chunk(0, 10), { type: "file-end", id: 1, hash: zeros });
    await says(offer(10), chunk(0, 10), { type: "file-end", id: 1, hash: zeros });
    await says({ type: "file-want", id: 7, from: 0, until: 9 });
    await says({ type: "file-done", id: 7, good: true });
    expect(files.view().files[0]).toMatchObject({ state: "offered", moved: 0 });
    expect(disk.counts.opened).toBe(0);
    expect(mallory.sent).toEqual([]);
  });

  it.each([
    ["a piece too far on", [chunk(10, 10)]],
    ["a piece that came before", [chunk(0, 10), chunk(0, 10)]],
    ["a piece that overlaps", [chunk(0, 10), chunk(5, 10)]],
    ["more than was offered", [chunk(0, 90), chunk(90, 11)]],
    ["the end before the end", [chunk(0, 10), { type: "file-end", id: 1, hash: zeros } as const]],
  ])("is cut off for %s", async (_, messages) => {
    const scene = await accepted(100);
    await scene.says(...messages);
    expectBroken(scene);
    await scene.says(chunk(10, 10), { type: "file-end", id: 1, hash: zeros });
    expectBroken(scene);
  });

  it("is cut off where more comes than there was room for", async () => {
    const scene = await accepted(4 * windowBytes);
    scene.disk.isSlow = true;
    for (let offset = 0; offset < windowBytes; offset += fileBlockBytes / 16) {
      await scene.says(chunk(offset, fileBlockBytes / 16));
    }
    expect(scene.files.view().files[0]!.state).toBe("moving");
    await scene.says(chunk(windowBytes, 1));
    scene.disk.catchUp();
    await scene.says();
    expectBroken(scene);
  });

  it("keeps nothing as good whose hash is another", async () => {
    const scene = await accepted(10);
    await scene.says(chunk(0, 10), { type: "file-end", id: 1, hash: zeros });
    expect(scene.files.view().files[0]).toMatchObject({ state: "failed", problem: "mismatch" });
    expect(scene.mallory.sent.at(-1)).toEqual({ type: "file-done", id: 1, good: false });
    expect(scene.disk).toMatchObject({ counts: { opened: 1, dropped: 1 } });
    expect(scene.disk.kept.size).toBe(0);
  });

  it("cannot take back or change what is complete", async () => {
    const scene = await accepted(10);
    const hash = createFileHash(10);
    await hash.add(noise(10));
    await scene.says(chunk(0, 10), { type: "file-end", id: 1, hash: await hash.end() });
    expect(scene.files.view().files[0]!.state).toBe("done");
    await scene.says(chunk(10, 10), { type: "file-stop", id: 1, mine: true, why: "failed" });
    await scene.says({ type: "file-end", id: 1, hash: zeros });
    expect(scene.files.view().files[0]!.state).toBe("done");
    expect(scene.disk.counts).toEqual({ opened: 1, dropped: 0 });
  });
});

describe("a receiver who lies", () => {
  async function sending(size: number): Promise<Scene> {
    const scene = begin();
    const file = new File([noise(size)], "mine.bin");
    scene.files.actions.sendFiles([file], [scene.mallory.peer.peerId]);
    await scene.says();
    return scene;
  }
  const want = (from: number, until: number): FileMessage => ({
    type: "file-want",
    id: 1,
    from,
    until,
  });
  const chunks = ({ mallory }: Scene) =>
    mallory.sent.filter((message) => message.type === "file-chunk");

  it.each([
    ["what lies behind the end", [want(0, 101)]],
    ["to begin in the middle", [want(50, 100)]],
    ["to begin at the end of what was never sent", [want(100, 100)]],
    ["to go back", [want(0, 60), want(60, 100), want(10, 100)]],
    ["to have more than was sent", [want(0, 60), want(70, 100)]],
  ])("is cut off where it wants %s", async (_, messages) => {
    const scene = await sending(100);
    for (const message of messages) await scene.says(message);
    expect(scene.files.view().files[0]).toMatchObject({ state: "failed", problem: "broken" });
    expect(scene.mallory.sent.at(-1)).toMatchObject({ type: "file-stop", mine: true });
  });

  it("gets every byte once, however often it asks", async () => {
    const scene = await sending(100);
    for (let n = 0; n < 50; n += 1) await scene.says(want(0, 100));
    expect(chunks(scene).length).toBe(1);
  });

  it("cannot say that it has what was not sent, nor stop another's file", async () => {
    const scene = await sending(100);
    await scene.says({ type: "file-done", id: 1, good: true });
    await scene.says({ type: "file-stop", id: 1, mine: true, why: "cancelled" });
    expect(scene.files.view().files[0]!.state).toBe("offered");
    const other = paperPeer("Eve");
    scene.files.feature.attached!(other.peer);
    scene.files.feature.message!(other.peer, want(0, 100));
    await scene.says();
    expect([...chunks(scene), ...other.sent]).toEqual([]);
  });
});
