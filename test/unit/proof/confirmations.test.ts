import { describe, expect, it } from "vitest";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { createConfirmations } from "../../../extension/call/peers/confirmations.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

const channel = "C".repeat(42) + "A";

/** One side of *Confirm identity*, with what it sent and how often its wallet was asked. */
function scene() {
  const clock = createManualClock();
  const said: ChannelMessage[] = [];
  const asked: string[] = [];
  const pace = {
    lastAnswer: { atMs: Number.NEGATIVE_INFINITY },
    lastAsk: { atMs: Number.NEGATIVE_INFINITY },
  };
  const open = () =>
    createConfirmations({
      ...pace,
      me: keyIdOf(1),
      them: keyIdOf(2),
      room: "R".repeat(42) + "A",
      clock,
      transcript: () => channel,
      send: (message) => said.push(message),
      sign: async (_channel, nonce) => {
        asked.push(nonce);
        return null;
      },
      changed: () => undefined,
    });
  return { clock, said, asked, open };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const question = (digit: string) => ({ type: "confirm?", nonce: digit.repeat(42) + "A" }) as const;

describe("Confirm identity", () => {
  it("says that no answer came once two minutes have passed, and not before", () => {
    const { clock, open } = scene();
    const side = open();
    side.ask();
    clock.advance(119_999);
    expect(side.view().confirming).toBe("asked");
    clock.advance(1);
    expect(side.view()).toMatchObject({ confirming: "unanswered", confirmedAtMs: null });
  });

  it("asks nothing too soon after the last time, and says how long to wait", async () => {
    const { clock, said, open } = scene();
    const side = open();
    side.ask();
    side.reset();
    clock.advance(12_000);
    expect(side.view().mayAskAgainInS).toBeNull();
    side.ask();
    expect(side.view()).toMatchObject({ confirming: "idle", mayAskAgainInS: 18 });
    clock.advance(17_001);
    expect(side.view().mayAskAgainInS).toBe(1);
    clock.advance(1_000);
    expect(side.view().mayAskAgainInS).toBeNull();
    side.ask();
    expect(said.map(({ type }) => type)).toEqual(["confirm?", "confirm?"]);
  });

  it("keeps that pause for a person who comes back as another session", () => {
    const { clock, said, open } = scene();
    open().ask();
    clock.advance(5_000);
    const again = open();
    again.ask();
    expect(said).toHaveLength(1);
    expect(again.view().mayAskAgainInS).toBe(25);
  });

  it("opens one window in thirty seconds, however often the other side asks", async () => {
    const { clock, asked, open } = scene();
    const side = open();
    for (const digit of ["A", "B", "C"]) side.receive(question(digit));
    await settled();
    side.receive(question("D"));
    await settled();
    expect(asked).toHaveLength(1);
    clock.advance(30_000);
    open().receive(question("E"));
    await settled();
    expect(asked).toHaveLength(2);
  });

  it("counts nothing that was proven on an earlier channel", () => {
    const { clock, open } = scene();
    const side = open();
    side.ask();
    side.reset();
    clock.advance(200_000);
    expect(side.view()).toEqual({
      confirmedAtMs: null,
      confirming: "idle",
      mayAskAgainInS: null,
    });
  });
});
