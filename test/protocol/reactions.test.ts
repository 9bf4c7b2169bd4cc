import { describe, expect, it } from "vitest";
import { utf8 } from "../../protocol/bytes.ts";
import { reactions } from "../../protocol/channel/reaction.ts";
import { parseChannelMessage, writeChannelMessage } from "../../protocol/channel-messages.ts";
import { refusalOf } from "../support/protocol/refusal.ts";

const parse = (value: unknown) => parseChannelMessage(utf8(JSON.stringify(value)));

describe("a reaction", () => {
  it.each(reactions)("%s is read as it was written", (reaction) => {
    const message = { type: "reaction", reaction } as const;
    expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
    expect(parse({ ...message, extra: 1 })).toStrictEqual(message);
  });

  it("of some later version is left alone", () => {
    for (const reaction of ["", "Yes", "toString", "__proto__", "👍", "x".repeat(10_000)]) {
      expect(parse({ type: "reaction", reaction })).toBeNull();
    }
  });

  it("that is no word is refused", async () => {
    for (const reaction of [undefined, null, 1, ["yes"], { yes: true }]) {
      await refusalOf(() => parse({ type: "reaction", reaction }));
    }
  });
});

describe("a raised hand", () => {
  it("is up where it says so, and down with anything else", () => {
    expect(parse({ type: "hand", raised: true })).toStrictEqual({ type: "hand", raised: true });
    for (const raised of [undefined, false, 1, "true", [true]]) {
      expect(parse({ type: "hand", raised })).toStrictEqual({ type: "hand", raised: false });
    }
  });
});
