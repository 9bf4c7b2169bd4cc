import { describe, expect, it } from "vitest";
import { utf8 } from "../../protocol/bytes.ts";
import { parseChannelMessage, writeChannelMessage } from "../../protocol/channel-messages.ts";
import { captionMaxLength } from "../../protocol/limits.ts";
import { refusalOf } from "../support/protocol/refusal.ts";

const parse = (text: unknown) =>
  parseChannelMessage(utf8(JSON.stringify({ type: "caption", text })));

describe("a caption", () => {
  it("is read as it was written", () => {
    const message = { type: "caption", text: "Guten Tag, 今日は." } as const;
    expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  });

  it("is one line without signs that turn or hide text", () => {
    expect(parse("a\u202eb\u0007c\nd\u2028e")).toStrictEqual({
      type: "caption",
      text: "a b c d e",
    });
  });

  it("that is too long or no text is refused", async () => {
    for (const text of ["x".repeat(captionMaxLength + 1), undefined, null, 7, ["x"]]) {
      await refusalOf(() => parse(text));
    }
  });
});
