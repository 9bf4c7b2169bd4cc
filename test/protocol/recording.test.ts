import { describe, expect, it } from "vitest";
import { utf8 } from "../../protocol/bytes.ts";
import { parseChannelMessage, writeChannelMessage } from "../../protocol/channel-messages.ts";

describe("the word that somebody records", () => {
  it("is read as it was written", () => {
    const message = { type: "recording", on: true } as const;
    expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  });

  it("is on where it says so plainly, and off with anything else", () => {
    for (const on of [undefined, false, 1, "true", [true], { on: true }]) {
      const bytes = utf8(JSON.stringify({ type: "recording", on, extra: 1 }));
      expect(parseChannelMessage(bytes)).toStrictEqual({ type: "recording", on: false });
    }
  });
});
