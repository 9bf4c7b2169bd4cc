import { expect, test } from "vitest";
import { pairTroubles, type Said } from "../../../extension/call/mesh/pair-trouble.ts";

const known = new Set(["bob", "carol", "dave"]);
const fine: Said = { links: [], hearsMe: true, seesMe: true };
const report = (peer: string, changes = {}) =>
  ({ peer, state: "bound", hears: true, sees: true, ...changes }) as const;
const lost = (peer: string): Said => ({ ...fine, links: [report(peer, { state: "lost" })] });

test("nobody has trouble: nothing is told", () => {
  expect(pairTroubles(new Map([["bob", { ...fine, links: [report("carol")] }]]), known)).toEqual(
    [],
  );
});

test("a link that both have lost is told once, as both their word", () => {
  const said = new Map([
    ["carol", lost("bob")],
    ["bob", lost("carol")],
  ]);
  expect(pairTroubles(said, known)).toMatchObject([
    { kind: "no-link", who: "bob", whom: "carol", bothSay: true },
  ]);
});

test("what one alone says is that one's word", () => {
  const said = new Map([
    ["carol", lost("bob")],
    ["bob", { ...fine, links: [report("carol")] }],
  ]);
  expect(pairTroubles(said, known)).toMatchObject([
    { kind: "no-link", who: "carol", whom: "bob", bothSay: false },
  ]);
});

test("who does not hear or see says it of themselves", () => {
  const said = new Map([
    ["bob", { links: [report("carol", { hears: false })], hearsMe: true, seesMe: false }],
  ]);
  expect(pairTroubles(said, known)).toMatchObject([
    { kind: "not-seen", who: "bob", whom: null },
    { kind: "not-heard", who: "bob", whom: "carol" },
  ]);
});

test("a liar brings up nobody who is not there, and nobody twice", () => {
  const links = [
    report("mallory", { state: "lost" }),
    report("bob", { state: "lost" }),
    report("carol", { state: "lost" }),
    report("carol", { hears: false }),
    report("carol", { hears: false }),
  ];
  const told = pairTroubles(new Map([["bob", { ...fine, links }]]), known);
  expect(told.map(({ id }) => id)).toEqual(["not-heard bob carol"]);
});
