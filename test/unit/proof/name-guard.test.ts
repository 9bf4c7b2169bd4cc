import { describe, expect, it } from "vitest";
import { createNameGuard, type NameGuard } from "../../../extension/call/proof/name-guard.ts";
import type { KnownName } from "../../../extension/shared/contact.ts";
import { likeness } from "../../../extension/shared/name-likeness.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

const [bob, carol, stranger] = [keyIdOf(1), keyIdOf(2), keyIdOf(3)];

/** The guard of somebody who named these keys. */
function guardOf(known: KnownName[]): NameGuard {
  return createNameGuard({
    nameOf: (key) => known.find((one) => one.key === key)?.name ?? null,
    likeNamed: (claim, key) =>
      known.filter((one) => one.key !== key && likeness(one.name) === likeness(claim)),
  });
}

const bobAndCarol = (): KnownName[] => [
  { key: bob, name: "Bob" },
  { key: carol, name: "Carol" },
];

describe("who is held back", () => {
  it("is nobody whom I named, whatever they call themselves", () => {
    const guard = guardOf(bobAndCarol());
    expect([guard.holds(bob, null), guard.holds(bob, "Carol")]).toEqual([false, false]);
    expect(guard.borrowed(bob)).toBeNull();
  });

  it("is a new key until it says its name, and no longer", () => {
    const guard = guardOf(bobAndCarol());
    expect(guard.holds(stranger, null)).toBe(true);
    expect(guard.borrowed(stranger)).toBeNull();
    expect(guard.holds(stranger, "Dora")).toBe(false);
    expect(guard.holds(stranger, "")).toBe(false);
  });

  it.each(["Bob", "bob", "B0b", " B ó b"])(
    "is a new key that calls itself %j, with the key it could be taken for",
    (claim) => {
      const guard = guardOf(bobAndCarol());
      expect(guard.holds(stranger, claim)).toBe(true);
      expect(guard.borrowed(stranger)).toEqual({ claim, bearers: [{ key: bob, name: "Bob" }] });
    },
  );

  it("stays held though it says another name before anybody has chosen", () => {
    const guard = guardOf(bobAndCarol());
    guard.holds(stranger, "Bob");
    expect(guard.holds(stranger, "Dora")).toBe(true);
    expect(guard.borrowed(stranger)?.claim).toBe("Bob");
  });

  it("is asked of again under the next borrowed name, and not under the same", () => {
    const guard = guardOf(bobAndCarol());
    guard.holds(stranger, "Bob");
    guard.letIn(stranger);
    expect(guard.holds(stranger, "Bob")).toBe(false);
    expect(guard.holds(stranger, "B0B")).toBe(false);
    expect(guard.holds(stranger, "Carol")).toBe(true);
    expect(guard.borrowed(stranger)?.claim).toBe("Carol");
  });

  it("is somebody who came before I gave that name to another key", () => {
    const known: KnownName[] = [];
    const guard = guardOf(known);
    expect(guard.holds(stranger, "Bob")).toBe(false);
    known.push({ key: bob, name: "Bob" });
    expect(guard.holds(stranger, "Bob")).toBe(true);
  });

  it("is met once I name the key itself", () => {
    const known = bobAndCarol();
    const guard = guardOf(known);
    guard.holds(stranger, "Bob");
    known.push({ key: stranger, name: "Bob's telephone" });
    expect(guard.holds(stranger, "Bob")).toBe(false);
    expect(guard.borrowed(stranger)).toBeNull();
  });

  it("is whoever was kept out, named or not, until that is taken back", () => {
    const guard = guardOf(bobAndCarol());
    guard.holds(stranger, "Bob");
    guard.keepOut(stranger);
    guard.keepOut(carol);
    expect([guard.holds(stranger, "Dora"), guard.holds(carol, "Carol")]).toEqual([true, true]);
    guard.takeBack(carol);
    guard.takeBack(stranger);
    expect(guard.holds(carol, "Carol")).toBe(false);
    // What was asked before is asked again.
    expect(guard.holds(stranger, "Dora")).toBe(true);
  });

  it("is somebody with whom the codes differ, known or not", () => {
    const guard = guardOf(bobAndCarol());
    guard.suspect(bob);
    expect([guard.holds(bob, "Bob"), guard.isSuspect(bob)]).toEqual([true, true]);
    guard.keepOut(bob);
    guard.takeBack(bob);
    expect([guard.holds(bob, "Bob"), guard.isSuspect(bob)]).toEqual([false, false]);
  });
});
