import { momentOf } from "./clock.ts";
import { roomTag } from "./log.ts";
import { wakeRoom } from "./rooms/life.ts";
import type { Services } from "./services.ts";
import type { Sockets } from "./sockets.ts";

/** The one timer of a running server: whatever time alone changes is done on its rounds. */
export interface Watch {
  readonly start: () => void;
  readonly stop: () => void;
}

const watchEveryMs = 1_000;
const forgetEveryMs = 60_000;

export function createWatch(services: Services, sockets: Sockets): Watch {
  const { clock, throttle, log } = services;
  let takeBack = (): void => {};
  let forgetAtMs = 0;

  const round = (): void => {
    sockets.watch();
    wakeRooms(services);
    if (clock.monotonic() < forgetAtMs) return;
    forgetAtMs = clock.monotonic() + forgetEveryMs;
    throttle.sweep(clock.monotonic());
  };

  const start = (): void => {
    takeBack = clock.after(watchEveryMs, () => {
      try {
        round();
      } catch (error) {
        // A mistake of ours must not stop the rounds: nobody would ever time out again.
        log.error({ err: error }, "failed");
      }
      start();
    });
  };

  return { start, stop: () => takeBack() };
}

function wakeRooms({ clock, engine, switchboard, log }: Services): void {
  const moment = momentOf(clock);
  for (const room of engine.rooms()) {
    if (moment.monotonicMs < room.wakeAtMs) continue;
    const step = wakeRoom(room, moment);
    if (step.outcome !== "changed") continue;
    switchboard.commit(room, step);
    if (step.room === null) log.info({ room: roomTag(room.id) }, "room ended");
  }
}
