import { describe, expect, it } from "vitest";
import type { PeerView } from "../../../extension/call/call-view.ts";
import type { FilmInput, FilmScene } from "../../../extension/call/recording/film-ports.ts";
import { createRecording, type Recording } from "../../../extension/call/recording/recording.ts";
import { type PaperPeer, paperPeer } from "../../support/call/bound-peers.ts";
import { quietTurn } from "../../support/call/quiet-turn.ts";
import { peer as peerView } from "../../support/preview-call/people.ts";
import { createManualClock, type ManualClock } from "../../support/server/manual-clock.ts";

/** A film of paper: what would be in it, and how the disk behaves. */
interface Scene {
  readonly recording: Recording;
  readonly clock: ManualClock;
  readonly said: string[];
  readonly films: { input: FilmInput; isFinished: boolean; isDropped: boolean }[];
  readonly inFilm: () => readonly string[];
  readonly join: (name: string) => PaperPeer;
  /** The moment a slow disk is ready. */
  readonly letDisk: () => void;
  disk: "quick" | "slow" | "broken" | "loses";
}

const own = { name: "Alice", camera: null, screen: null, microphone: null };

function scene(): Scene {
  const clock = createManualClock();
  const said: string[] = [];
  const films: Scene["films"] = [];
  const views: PeerView[] = [];
  let letDisk = (): void => undefined;
  const recording = createRecording({
    clock,
    changed: () => undefined,
    peers: () => views,
    ownPart: () => own,
    tellRecording: (news, who) => said.push(who === "" ? news : `${news} ${who}`),
    film: {
      isPossible: true,
      open: async (input) => {
        if (made.disk === "broken") throw new Error("no disk");
        if (made.disk === "slow") await new Promise<void>((ready) => (letDisk = ready));
        const film = { input, isFinished: false, isDropped: false };
        films.push(film);
        return {
          finish: async () => {
            film.isFinished = true;
            return made.disk !== "loses";
          },
          drop: async () => {
            film.isDropped = true;
          },
        };
      },
    },
  });
  const made: Scene = {
    recording,
    clock,
    said,
    films,
    disk: "quick",
    letDisk: () => letDisk(),
    inFilm: () => {
      const shown: FilmScene | undefined = films.at(-1)?.input.scene();
      return (shown?.tiles ?? []).map(({ name }) => name);
    },
    join: (name) => {
      const paper = paperPeer(name);
      views.push(peerView(1, { peerId: paper.peer.peerId, knownName: name }));
      recording.feature.attached?.(paper.peer);
      return paper;
    },
  };
  return made;
}

async function roll(on: Scene): Promise<void> {
  on.recording.actions.startRecording();
  on.clock.advance(1_000);
  await quietTurn();
}

describe("recording a call", () => {
  it("tells everybody a second before the first frame", async () => {
    const call = scene();
    const bob = call.join("Bob");
    call.recording.actions.startRecording();
    expect(bob.sent).toEqual([{ type: "recording", on: true }]);
    expect(call.recording.view().mine).toBe("telling");
    call.clock.advance(999);
    await quietTurn();
    expect(call.films).toEqual([]);
    call.clock.advance(1);
    await quietTurn();
    expect(call.recording.view().mine).toBe("on");
    expect(call.inFilm()).toEqual(["Alice", "Bob"]);
  });

  it("has nothing of a newcomer before they were told for a second", async () => {
    const call = scene();
    await roll(call);
    const carol = call.join("Carol");
    expect(carol.sent).toEqual([{ type: "recording", on: true }]);
    expect(call.inFilm()).toEqual(["Alice"]);
    call.clock.advance(1_000);
    expect(call.inFilm()).toEqual(["Alice", "Carol"]);
  });

  it("leaves out whoever cannot be told, until the link is back and they were", async () => {
    const call = scene();
    const bob = call.join("Bob");
    await roll(call);
    call.recording.feature.detached?.(bob.peer);
    expect(call.inFilm()).toEqual(["Alice"]);
    call.recording.feature.attached?.(bob.peer);
    expect(bob.sent).toHaveLength(2);
    expect(call.inFilm()).toEqual(["Alice"]);
    call.clock.advance(1_000);
    expect(call.inFilm()).toEqual(["Alice", "Bob"]);
  });

  it("counts its seconds, and says when it is over and where the file is", async () => {
    const call = scene();
    const bob = call.join("Bob");
    await roll(call);
    call.clock.advance(61_500);
    expect(call.recording.view().seconds).toBe(61);
    call.recording.actions.stopRecording();
    await quietTurn();
    expect(call.films[0]!.isFinished).toBe(true);
    expect(call.said).toEqual(["recording-saved"]);
    expect(bob.sent.at(-1)).toEqual({ type: "recording", on: false });
    expect(call.recording.view()).toMatchObject({ mine: "off", seconds: 0 });
  });

  it("is saved when one leaves the call", async () => {
    const call = scene();
    await roll(call);
    call.recording.feature.ended?.();
    await quietTurn();
    expect(call.films[0]!.isFinished).toBe(true);
    expect(call.said).toEqual(["recording-saved"]);
  });

  it("stopped before its first frame leaves no file", async () => {
    const call = scene();
    const bob = call.join("Bob");
    call.recording.actions.startRecording();
    call.recording.actions.stopRecording();
    call.clock.advance(5_000);
    await quietTurn();
    expect(call.films).toEqual([]);
    expect(bob.sent.at(-1)).toEqual({ type: "recording", on: false });
  });

  it("stopped while the disk was slow is dropped, also where another has begun", async () => {
    const call = scene();
    call.disk = "slow";
    await roll(call);
    const late = call.letDisk;
    call.recording.actions.stopRecording();
    call.disk = "quick";
    await roll(call);
    late();
    await quietTurn();
    expect(call.films.map(({ isDropped }) => isDropped)).toEqual([false, true]);
    expect(call.recording.view().mine).toBe("on");
  });

  it.each(["disk-full", "not-written", "failed"] as const)(
    "that ends by itself (%s) keeps what there is and says so",
    async (fault) => {
      const call = scene();
      const bob = call.join("Bob");
      await roll(call);
      call.films[0]!.input.failed(fault);
      call.films[0]!.input.failed(fault);
      await quietTurn();
      expect(call.films[0]!.isFinished).toBe(true);
      expect(call.said).toEqual([`recording-${fault}`]);
      expect(bob.sent.at(-1)).toEqual({ type: "recording", on: false });
    },
  );

  it("says where nothing could be kept, or it could not begin", async () => {
    const call = scene();
    call.disk = "broken";
    await roll(call);
    call.disk = "loses";
    await roll(call);
    call.recording.actions.stopRecording();
    await quietTurn();
    expect(call.said).toEqual(["recording-failed", "recording-not-saved"]);
  });

  it("of others is shown as long as they say so, are here and their link lives", () => {
    const call = scene();
    const { feature, view } = call.recording;
    const bob = call.join("Bob");
    const others = (): number => view().others.length;
    const hear = (on: boolean): void => feature.message?.(bob.peer, { type: "recording", on });
    hear(true);
    expect(view().others).toEqual([bob.peer.peerId]);
    hear(false);
    expect(others()).toBe(0);
    hear(true);
    feature.detached?.(bob.peer);
    expect(others()).toBe(0);
    feature.attached?.(bob.peer);
    hear(true);
    feature.left?.(bob.peer);
    expect(others()).toBe(0);
  });

  it("of others that goes on and off a thousand times is told of once a half minute", () => {
    const call = scene();
    const mallory = call.join("Mallory");
    for (let turn = 0; turn < 2_000; turn++) {
      call.recording.feature.message?.(mallory.peer, { type: "recording", on: turn % 2 === 0 });
    }
    expect(call.said).toEqual(["recording-begun Mallory", "recording-over Mallory"]);
    call.clock.advance(30_000);
    call.recording.feature.message?.(mallory.peer, { type: "recording", on: true });
    expect(call.said).toHaveLength(3);
  });
});
