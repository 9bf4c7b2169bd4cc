import { describe, expect, it } from "vitest";
import { checkText } from "../../../extension/call/components/words/check-text.ts";
import { checks } from "../../../protocol/codes.ts";
import { english } from "../../support/preview-call/english.ts";

describe("a failed check in words", () => {
  it("is said differently for every check, without a full stop, since it is quoted", () => {
    const texts = checks.map((check) => english(checkText(check)));
    expect(new Set(texts).size).toBe(checks.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z][^.]*[a-z]$/);
  });

  it("speaks of the signature as people do", () => {
    expect(english(checkText("signature"))).toBe("The signature does not fit");
  });
});
