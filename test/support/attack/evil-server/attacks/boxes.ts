import type { Attack, World } from "../attack.ts";
import type { Line, Relayed } from "../line.ts";

/** The server plays with the sealed boxes that it relays. */
export const boxAttacks = {
  "duplicate-boxes": {
    does: "delivers every box twice",
    begin: () => ({ down: (frame) => (frame.type === "relayed" ? [frame, frame] : [frame]) }),
  },
  "replay-boxes": {
    does: "delivers every box once more, all of them together, in mid-call",
    begin: (world) => {
      const delivered: { line: Line; frame: Relayed }[] = [];
      return {
        down: (frame, line) => {
          if (frame.type === "relayed") delivered.push({ line, frame });
          return [frame];
        },
        strike: () => {
          const open = new Set(world.lines());
          for (const { line, frame } of delivered) if (open.has(line)) line.toClient(frame);
        },
      };
    },
  },
  "reorder-boxes": {
    does: "delivers every second box before the one that came before it",
    begin: () => {
      const held = new Map<Line, Relayed>();
      return {
        down: (frame, line) => {
          if (frame.type !== "relayed") return [frame];
          const before = held.get(line);
          held.delete(line);
          if (before !== undefined) return [frame, before];
          held.set(line, frame);
          return [];
        },
      };
    },
  },
  "reflect-boxes": {
    does: "gives every box back to its sender as well, as if the other had sealed it",
    begin: () => ({
      up: (frame, line) => {
        if (frame.type === "relayed") line.toClient(frame);
        return [frame];
      },
    }),
  },
  "cross-boxes": {
    does: "delivers every box to everybody else as well, under the sender's name",
    begin: (world) => ({
      up: (frame, line) => {
        const from = line.peerId();
        if (frame.type !== "relayed" || from === null) return [frame];
        for (const other of othersThan(world, line, frame.peerId)) {
          other.toClient({ ...frame, peerId: from });
        }
        return [frame];
      },
    }),
  },
  "change-boxes": {
    does: "turns over one bit of every box",
    begin: () => ({
      down: (frame) => {
        if (frame.type !== "relayed") return [frame];
        const last = frame.box.length - 1;
        return [{ ...frame, box: frame.box.with(last, frame.box[last]! ^ 1) }];
      },
    }),
  },
} as const satisfies Record<string, Attack>;

function othersThan(world: World, line: Line, peerId: string): Line[] {
  return world.lines().filter((other) => other !== line && other.peerId() !== peerId);
}
