import { expect, test } from "vitest";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { PeerView } from "../../../extension/call/call-view.ts";
import type { BoundPeer } from "../../../extension/call/features/feature.ts";
import { createMesh } from "../../../extension/call/mesh/mesh.ts";
import type { MediaSlot } from "../../../extension/call/peers/media-slot.ts";
import type { PeerLink } from "../../../extension/call/peers/peer-link.ts";
import type { SlotSending } from "../../../extension/call/peers/sending.ts";
import { peer as peerView } from "../../support/preview-call/people.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

const large = { width: 960, height: 540 };
const none = { width: 0, height: 0 };

function cameraTrack(): MediaStreamTrack {
  let height = 720;
  return {
    getSettings: () => ({ width: (height * 16) / 9, height }),
    getConstraints: () => ({}),
    applyConstraints: async (wanted: { height: { ideal: number } }) => {
      height = wanted.height.ideal;
    },
  } as unknown as MediaStreamTrack;
}

interface Fake {
  readonly peer: BoundPeer;
  readonly told: ChannelMessage[];
  readonly sending: Map<MediaSlot, SlotSending>;
  stats: Record<string, unknown>[];
}

function fakePeer(peerId: string): Fake {
  const fake: Fake = {
    told: [],
    sending: new Map(),
    stats: [],
    peer: {
      peerId,
      send: (message: ChannelMessage) => void fake.told.push(message),
      link: () =>
        ({
          setSending: (slot: MediaSlot, wish: SlotSending) => void fake.sending.set(slot, wish),
          statistics: async () => new Map(fake.stats.map((entry) => [entry["id"], entry])),
        }) as unknown as PeerLink,
    } as unknown as BoundPeer,
  };
  return fake;
}

function setUp(peers: readonly PeerView[] = []) {
  const clock = createManualClock();
  const state = { isSpeaking: false };
  const camera = cameraTrack();
  const mesh = createMesh({
    clock,
    changed: () => undefined,
    track: (slot) => (slot === "camera" ? camera : null),
    isSpeaking: () => state.isSpeaking,
    peers: () => peers,
    cores: 8,
  });
  /** Seconds pass, and what was begun in them ends. */
  const pass = async (seconds: number): Promise<void> => {
    for (let step = 0; step < seconds * 20; step += 1) {
      clock.advance(50);
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    }
  };
  return { mesh, pass, state, camera };
}

test("a new peer is sent a small picture until they say what they show", async () => {
  const { mesh, pass } = setUp();
  const bob = fakePeer("bob");
  mesh.feature.attached?.(bob.peer);
  expect(bob.sending.get("camera")).toMatchObject({ isActive: true, scaleDownBy: 4 });
  mesh.feature.message?.(bob.peer, { type: "want", camera: large, screen: none });
  await pass(0.2);
  expect(bob.sending.get("camera")).toMatchObject({ isActive: true, maxFramesPerSecond: 30 });
  expect(720 / bob.sending.get("camera")!.scaleDownBy).toBe(540);
});

test("who shows nothing is sent nothing, and no longer when they show it again", async () => {
  const { mesh, pass } = setUp();
  const bob = fakePeer("bob");
  mesh.feature.attached?.(bob.peer);
  mesh.feature.message?.(bob.peer, { type: "want", camera: none, screen: none });
  await pass(0.2);
  expect(bob.sending.get("camera")?.isActive).toBe(false);
  mesh.feature.message?.(bob.peer, { type: "want", camera: large, screen: none });
  await pass(0.2);
  expect(bob.sending.get("camera")?.isActive).toBe(true);
});

test("a voice is sent in the very turn in which somebody begins to speak", () => {
  const { mesh, state } = setUp();
  const bob = fakePeer("bob");
  mesh.feature.attached?.(bob.peer);
  expect(bob.sending.get("microphone")?.isActive).toBe(false);
  state.isSpeaking = true;
  mesh.mediaChanged();
  expect(bob.sending.get("microphone")?.isActive).toBe(true);
});

test("the camera gives no more than the largest receiver needs, once that lasts", async () => {
  const { mesh, pass, camera } = setUp();
  const [bob, carol] = [fakePeer("bob"), fakePeer("carol")];
  for (const { peer } of [bob, carol]) mesh.feature.attached?.(peer);
  mesh.feature.message?.(bob.peer, {
    type: "want",
    camera: { width: 640, height: 360 },
    screen: none,
  });
  await pass(8);
  expect(camera.getSettings().height).toBe(360);
  // Each is still sent their own size of it.
  expect(bob.sending.get("camera")?.scaleDownBy).toBe(1);
  expect(carol.sending.get("camera")?.scaleDownBy).toBe(2);
});

test("a flood of wishes is one plan", async () => {
  const { mesh, pass } = setUp();
  const bob = fakePeer("bob");
  let plans = 0;
  mesh.feature.attached?.({ ...bob.peer, link: () => (plans++, bob.peer.link()) });
  plans = 0;
  for (let width = 0; width < 1_000; width += 1) {
    mesh.feature.message?.(bob.peer, { type: "want", camera: { width, height: 9 }, screen: none });
  }
  await pass(0.2);
  expect(plans).toBeLessThanOrEqual(4);
});

test("tells each what is shown of theirs, and nothing before anything is known", async () => {
  const { mesh, pass } = setUp();
  const [bob, carol] = [fakePeer("bob"), fakePeer("carol")];
  mesh.feature.attached?.(bob.peer);
  expect(bob.told).toEqual([]);
  mesh.actions.showSizes({ bob: { camera: { width: 320, height: 176 }, screen: none } });
  mesh.feature.attached?.(carol.peer);
  expect(bob.told).toEqual([{ type: "want", camera: { width: 320, height: 176 }, screen: none }]);
  // She has just come, and may be drawn in a moment.
  expect(carol.told).toEqual([]);
  await pass(1.6);
  expect(carol.told).toEqual([{ type: "want", camera: none, screen: none }]);
});

test("every five seconds each is told of the others, not of themselves", async () => {
  const views = [peerView(1), peerView(2, { link: "lost" }), peerView(3, { link: "refused" })];
  const { mesh, pass } = setUp(views);
  const bob = fakePeer("peer-1");
  mesh.feature.attached?.(bob.peer);
  await pass(5.5);
  expect(bob.told).toEqual([
    {
      type: "links",
      links: [{ peer: "peer-2", state: "lost", hears: true, sees: true }],
      hears: true,
      sees: true,
      voice: 0,
      picture: 0,
    },
  ]);
});

test("what a peer says of another is shown, and goes with them", async () => {
  const { mesh, pass } = setUp([peerView(1), peerView(2)]);
  const bob = fakePeer("peer-1");
  mesh.feature.attached?.(bob.peer);
  mesh.feature.message?.(bob.peer, {
    type: "links",
    links: [{ peer: "peer-2", state: "bound", hears: false, sees: true }],
    hears: true,
    sees: true,
    voice: 0,
    picture: 0,
  });
  await pass(1.1);
  expect(mesh.view().troubles).toMatchObject([
    { kind: "not-heard", who: "peer-1", whom: "peer-2" },
  ]);
  mesh.feature.left?.(bob.peer);
  expect(mesh.view().troubles).toEqual([]);
});

test("figures are there while somebody watches, and no longer", async () => {
  const { mesh, pass } = setUp([peerView(1)]);
  const bob = fakePeer("peer-1");
  mesh.feature.attached?.(bob.peer);
  mesh.actions.watchStatistics(true);
  bob.stats = [{ id: "pair", type: "candidate-pair", nominated: true, bytesReceived: 0 }];
  await pass(1.1);
  bob.stats = [{ id: "pair", type: "candidate-pair", nominated: true, bytesReceived: 25_000 }];
  await pass(1);
  const history = mesh.view().statistics?.["peer-1"];
  expect(history?.now.down).toBeGreaterThan(150_000);
  expect(history?.past).toHaveLength(1);
  mesh.actions.watchStatistics(false);
  expect(mesh.view().statistics).toBeNull();
});

test("after the call nothing ticks", async () => {
  const { mesh, pass } = setUp([peerView(1)]);
  const bob = fakePeer("peer-1");
  mesh.feature.attached?.(bob.peer);
  mesh.feature.ended?.();
  await pass(10);
  expect(bob.told).toEqual([]);
  expect(mesh.view().quality).toEqual({});
});

test("a way that is too narrow is said once it has lasted", async () => {
  const { mesh, pass } = setUp([peerView(1)]);
  const bob = fakePeer("peer-1");
  mesh.feature.attached?.(bob.peer);
  mesh.feature.message?.(bob.peer, { type: "want", camera: large, screen: none });
  bob.stats = [
    { id: "pair", type: "candidate-pair", nominated: true, availableOutgoingBitrate: 200_000 },
  ];
  await pass(12);
  expect(mesh.view().limit).toBe("nothing");
  await pass(10);
  expect(mesh.view().limit).toBe("network");
  bob.stats = [
    { id: "pair", type: "candidate-pair", nominated: true, availableOutgoingBitrate: 5_000_000 },
  ];
  await pass(4);
  expect(mesh.view().limit).toBe("nothing");
});
