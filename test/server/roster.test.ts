import fc from "fast-check";
import { expect, test } from "vitest";
import { Roster } from "../../server/rooms/roster.ts";

type Entry = { readonly peerId: string; readonly count: number };

const peerId = fc.constantFrom("a", "b", "c", "d", "e");
const changes = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant("with" as const), peerId, count: fc.nat() }),
    fc.record({ what: fc.constant("without" as const), peerIds: fc.array(peerId) }),
  ),
);

test("a roster is what a map would be, and older ones stay as they were", () => {
  fc.assert(
    fc.property(changes, (all) => {
      const map = new Map<string, Entry>();
      let roster = new Roster<Entry>();
      const seen: [Roster<Entry>, readonly Entry[]][] = [];
      for (const change of all) {
        if (change.what === "with") {
          const entry = { peerId: change.peerId, count: change.count };
          map.set(entry.peerId, entry);
          roster = roster.with(entry);
        } else {
          for (const id of change.peerIds) map.delete(id);
          roster = roster.without(...change.peerIds);
        }
        seen.push([roster, [...map.values()]]);
      }
      for (const [then, entries] of seen) expect(then.values()).toEqual(entries);
      expect(roster.size).toBe(map.size);
      for (const id of "abcdef") {
        expect(roster.get(id)).toBe(map.get(id));
        expect(roster.has(id)).toBe(map.has(id));
      }
    }),
  );
});
