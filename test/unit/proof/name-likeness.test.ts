import { expect, test } from "vitest";
import { likeness } from "../../../extension/shared/name-likeness.ts";

test.each([
  ["Bob", "bob"],
  ["Bob", " B o b "],
  ["Bob", "B.o.b!"],
  ["Bob", "Bób"],
  ["Bob", "Ｂｏｂ"],
  ["Bob", "B0b"],
  ["Bob", "Воb"],
  ["Bill", "BiII"],
  ["Bill", "Bi1|"],
  ["Straße", "STRASSE"],
  ["Σίσυφος", "σισυφοσ"],
  ["Роса", "poca"],
  ["🦊", " 🦊 "],
])("%j is taken for %j", (one, other) => {
  expect(likeness(other)).toBe(likeness(one));
});

test.each([
  ["Bob", "Bobby"],
  ["Bob", "Rob"],
  ["Anna", "Hanna"],
  ["🦊", "🐺"],
  ["王伟", "王芳"],
  ["Bob", "Bob 2"],
])("%j is told from %j", (one, other) => {
  expect(likeness(other)).not.toBe(likeness(one));
});
