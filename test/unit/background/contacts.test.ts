import { expect, test } from "vitest";
import type { Params } from "../../../extension/shared/requests.ts";
import { confirmAsk } from "../../support/background/asks.ts";
import { openRoom } from "../../support/background/opened-room.ts";
import { approvalPage, popup } from "../../support/background/worker.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

const bob = keyIdOf(2);
const carol = keyIdOf(3);

function named(name: string, more: Partial<Params<"contacts/save">> = {}): Params<"contacts/save"> {
  return { key: bob, name, note: null, verified: null, ...more };
}

test("a key that was named is known by that name in every room, before what it was let in as", async () => {
  const { worker, tab, browser } = await openRoom([{ key: bob, label: "bob@work" }]);
  const known = { keys: [bob, carol] };
  expect(await worker.ask(tab, "call/known-keys", known)).toEqual([{ key: bob, name: "bob@work" }]);
  const contact = await worker.ask(tab, "contacts/save", named("Bob"));
  expect(contact).toEqual({
    key: bob,
    name: "Bob",
    note: "",
    knownSinceMs: browser.clock.nowMs,
    verified: null,
    seen: null,
  });
  expect(browser.told).toContainEqual({ event: "contacts-changed" });
  expect(await worker.ask(tab, "call/known-keys", known)).toEqual([{ key: bob, name: "Bob" }]);
  expect(await worker.ask(tab, "call/known-names", null)).toEqual([{ key: bob, name: "Bob" }]);
  await worker.ask(popup, "contacts/remove", { key: bob });
  expect(await worker.ask(popup, "contacts/list", null)).toEqual([]);
  expect(await worker.ask(tab, "call/known-names", null)).toEqual([{ key: bob, name: "bob@work" }]);
});

test("how a key was made sure of, and since when it is known, outlive a new name", async () => {
  const { worker, tab, browser } = await openRoom();
  const atMs = browser.clock.nowMs;
  await worker.ask(tab, "contacts/save", named("Bob", { verified: "short-code", note: "a note" }));
  browser.clock.nowMs += 60_000;
  const renamed = await worker.ask(tab, "contacts/save", named("Robert"));
  expect(renamed).toMatchObject({
    name: "Robert",
    note: "a note",
    knownSinceMs: atMs,
    verified: { how: "short-code", atMs },
  });
  expect(await worker.ask(tab, "contacts/list", null)).toEqual([renamed]);
});

test("writes down when contacts were in a call, and nobody else", async () => {
  const { worker, tab, browser } = await openRoom();
  await worker.ask(tab, "contacts/save", named("Bob"));
  const firstMs = browser.clock.nowMs;
  await worker.ask(tab, "contacts/seen", { keys: [bob, carol] });
  browser.clock.nowMs += 3_600_000;
  await worker.ask(tab, "contacts/seen", { keys: [bob] });
  const contacts = await worker.ask(tab, "contacts/list", null);
  expect(contacts.map(({ key, seen }) => ({ key, seen }))).toEqual([
    { key: bob, seen: { firstMs, lastMs: browser.clock.nowMs } },
  ]);
  expect(browser.local.values.get("contacts")).not.toContain(carol);
});

test.each(["Bob", "bob", " B o b", "Bób", "Воb"])(
  "no second contact is called %j where there is a Bob",
  async (name) => {
    const { worker, tab } = await openRoom();
    await worker.ask(tab, "contacts/save", named("Bob"));
    const code = await worker.refusal(tab, "contacts/save", named(name, { key: carol }));
    expect(code).toBe("contact/name-taken");
    // But Bob himself may be written another way.
    expect(await worker.ask(tab, "contacts/save", named(name))).toMatchObject({ key: bob });
  },
);

test.each<[string, object, string]>([
  ["no name", { name: "  " }, "contact/name-empty"],
  ["a name of 41 characters", { name: "a".repeat(41) }, "request/malformed"],
  ["a name that turns the text around", { name: "Bob\u202E" }, "request/malformed"],
  ["a name that is not NFC", { name: "Bo\u0301b" }, "request/malformed"],
  ["a name of two lines", { name: "Bob\nCarol" }, "request/malformed"],
  ["a note of 141 characters", { note: "a".repeat(141) }, "request/malformed"],
  ["another way to verify", { verified: "by-eye" }, "request/malformed"],
  ["something that is no key", { key: "Bob" }, "request/malformed"],
])("saves no contact with %s", async (_name, given, code) => {
  const { worker, tab } = await openRoom();
  expect(await worker.refusal(tab, "contacts/save", { ...named("Bob"), ...given })).toBe(code);
  expect(await worker.ask(tab, "contacts/list", null)).toEqual([]);
});

test("an identity of one's own is no contact", async () => {
  const { worker, tab, alice } = await openRoom();
  const code = await worker.refusal(tab, "contacts/save", named("Me", { key: alice.keyId }));
  expect(code).toBe("contact/own-key");
});

test("two saved at once are both kept", async () => {
  const { worker, tab } = await openRoom();
  await Promise.all([
    worker.ask(tab, "contacts/save", named("Bob")),
    worker.ask(tab, "contacts/save", named("Carol", { key: carol })),
  ]);
  const contacts = await worker.ask(tab, "contacts/list", null);
  expect(contacts.map(({ name }) => name)).toEqual(["Bob", "Carol"]);
});

test("contacts that a newer version wrote are left as they are", async () => {
  const { worker, tab, browser } = await openRoom();
  await browser.local.set("contacts", { version: 2, people: [] });
  expect(await worker.refusal(tab, "contacts/save", named("Bob"))).toBe("storage/failed");
  expect(browser.local.values.get("contacts")).toBe('{"version":2,"people":[]}');
});

test("the approval window names who asks by the contact's name", async () => {
  const { worker, tab, alice, room, browser } = await openRoom();
  await worker.ask(tab, "contacts/save", named("Bob"));
  await worker.ask(tab, "call/ask", confirmAsk(room, alice.keyId, bob));
  const shown = await worker.ask(approvalPage(browser), "approvals/current", null);
  expect(shown).toMatchObject({ askerName: "Bob" });
});
