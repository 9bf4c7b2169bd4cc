import { describe, expect, it } from "vitest";
import { checkRoomLink, type LinkFault } from "../../../extension/popup/room-link-check.ts";

const roomId = "B".repeat(42) + "A";
const secret = "C".repeat(21) + "A";
const good = `https://call.example.org/r/${roomId}#k=${secret}`;

describe("a pasted link", () => {
  it("is taken whole, with the spaces that come along", () => {
    expect(checkRoomLink(`  ${good}\n`)).toEqual({
      link: { server: "wss://call.example.org", roomId, secret, invite: null },
      fault: null,
    });
  });

  it("is taken from this machine over http", () => {
    expect(
      checkRoomLink(good.replace("https://call.example.org", "http://localhost:8787")),
    ).toEqual({
      link: expect.objectContaining({ server: "ws://localhost:8787" }) as unknown,
      fault: null,
    });
  });

  it.each<[string, string, LinkFault]>([
    ["is empty", "  ", "empty"],
    ["is a word", "hello", "no-link"],
    ["is a sentence around a link", `Come: ${good}`, "no-link"],
    ["is of another scheme", "mailto:a@example.org", "no-link"],
    ["is a script", "javascript:alert(1)", "no-link"],
    ["goes to another machine in plain text", good.replace("https", "http"), "plain-http"],
    ["lost its end", good.split("#")[0]!, "end-lost"],
    ["lost half its end", good.slice(0, -5), "end-lost"],
    ["has a secret that is not canonical", `${good.slice(0, -1)}B`, "end-lost"],
    ["has something behind its end", `${good}&x=1`, "end-lost"],
    ["leads to a page that is no room", "https://call.example.org/about", "no-room"],
    ["has a room id that is too short", good.replace(roomId, "AAAA"), "no-room"],
    ["has a room id that is not canonical", good.replace(roomId, "B".repeat(43)), "end-lost"],
    ["names a user", good.replace("https://", "https://me:pw@"), "end-lost"],
  ])("that %s is refused with a reason", (_, text, fault) => {
    expect(checkRoomLink(text)).toEqual({ link: null, fault });
  });
});
