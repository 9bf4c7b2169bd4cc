import { describe, expect, it } from "vitest";
import { claimIsTaken, personName } from "../../../extension/call/components/words/person-name.ts";
import { fakeKeyId, peer, stranger } from "../../support/preview-call/people.ts";

describe("the name of a person", () => {
  it("is mine for them before theirs for themselves", () => {
    expect(personName(peer(1, { knownName: "Bob", claimedName: "The Pope" }))).toEqual({
      text: "Bob",
      from: "known",
    });
  });

  it("is theirs, as a claim, where I gave none", () => {
    expect(personName(stranger(1, { claimedName: "Bob" }))).toEqual({
      text: "Bob",
      from: "claimed",
    });
  });

  it("is the beginning of the key id where there is no name at all", () => {
    const { text, from } = personName(stranger(1, { claimedName: "" }));
    expect(from).toBe("key");
    expect(fakeKeyId(1)).toContain(text);
    expect(text).toMatch(/^SHA256:.{8,}/);
  });

  it.each(["Bob", "bob", "  B o b", "Bób", "Ｂｏｂ"])(
    "is seen to be another's where a stranger says %j and I know a Bob",
    (claimedName) => {
      const known = [{ keyId: fakeKeyId(1), name: "Bob" }];
      expect(claimIsTaken(stranger(2, { claimedName }), known)).toBe(true);
      expect(claimIsTaken(stranger(1, { claimedName }), known)).toBe(false);
      expect(claimIsTaken(stranger(2, { claimedName: "Bobby" }), known)).toBe(false);
      expect(claimIsTaken(peer(2, { claimedName }), known)).toBe(false);
    },
  );
});
