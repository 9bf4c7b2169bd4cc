import { expect, it } from "vitest";
import { createNoWay } from "../../../extension/call/peers/no-way.ts";
import { newPeer, type PeerState } from "../../../extension/call/peers/peer-machine.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

function watched() {
  const clock = createManualClock();
  let said = 0;
  const noWay = createNoWay(clock, () => {
    said += 1;
  });
  const look = (state: Partial<PeerState>): void => noWay.look({ ...newPeer("lo"), ...state });
  return { clock, look, said: () => said };
}

it("says once that two who hear each other through the server find no way", () => {
  const { clock, look, said } = watched();
  look({ isDescribed: true });
  clock.advance(5_000);
  // The next try.
  look({ isDescribed: false });
  look({ isDescribed: true });
  clock.advance(60_000);
  look({ isDescribed: true });
  clock.advance(60_000);
  expect(said()).toBe(1);
});

it("says nothing of somebody who does not answer, and nothing once they are bound", () => {
  const { clock, look, said } = watched();
  look({});
  clock.advance(60_000);
  look({ isDescribed: true });
  clock.advance(5_000);
  look({ isDescribed: true, link: "bound" });
  clock.advance(60_000);
  expect(said()).toBe(0);
});
