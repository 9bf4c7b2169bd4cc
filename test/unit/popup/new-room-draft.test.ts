import { describe, expect, it } from "vitest";
import {
  emptyDraft,
  hostOfDraft,
  type NewRoomDraft,
  parseDraft,
} from "../../../extension/popup/new-room-draft.ts";
import type { Identity } from "../../../extension/shared/identity.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

const draft: NewRoomDraft = {
  text: "SHA256:…",
  door: "closed",
  server: "https://call.example.org",
  identity: keyIdOf(1),
};

describe("a stored draft", () => {
  it("comes back as it was", () => {
    expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(parseDraft(emptyDraft)).toEqual(emptyDraft);
  });

  it("loses what no draft has", () => {
    expect(parseDraft({ ...draft, secret: "x" })).toEqual(draft);
  });

  it("loses an identity that is no key id", () => {
    expect(parseDraft({ ...draft, identity: "me" })).toEqual({ ...draft, identity: null });
  });

  it.each([
    undefined,
    null,
    "text",
    [],
    {},
    { ...draft, text: 1 },
    { ...draft, text: "x".repeat(300_000) },
    { ...draft, door: "open" },
    { ...draft, server: null },
  ])("that is none is none (%#)", (value) => {
    expect(parseDraft(value)).toBeNull();
  });
});

describe("the host of a draft", () => {
  const identity = (number: number): Identity => ({
    keyId: keyIdOf(number),
    name: "A",
    publicKey: { kty: "EC", crv: "P-256", x: "", y: "" },
    createdAtMs: 0,
    origin: "generated",
  });

  it("is the one chosen", () => {
    expect(hostOfDraft(draft, [identity(2), identity(1)])).toBe(keyIdOf(1));
  });

  it("is the first one where that has left the wallet, or none was chosen", () => {
    expect(hostOfDraft(draft, [identity(2), identity(3)])).toBe(keyIdOf(2));
    expect(hostOfDraft(emptyDraft, [identity(3)])).toBe(keyIdOf(3));
  });

  it("is nobody in an empty wallet", () => {
    expect(hostOfDraft(draft, [])).toBeNull();
  });
});
