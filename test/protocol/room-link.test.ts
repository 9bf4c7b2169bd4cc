import { expect, test } from "vitest";
import { buildRoomLink, parseRoomLink, type RoomLink } from "../../protocol/room-link.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { vectors } from "../support/protocol/vectors.ts";

const roomId = vectors.room.room;
const secret = vectors.room.salt;
const plain: RoomLink = { server: "wss://call.example.org", roomId, secret, invite: null };
const link = `https://call.example.org/r/${roomId}#k=${secret}`;

test.each([
  [plain, link],
  [{ ...plain, invite: "A".repeat(22) }, `${link}&i=${"A".repeat(22)}`],
  [{ ...plain, server: "ws://localhost:3000" }, `http://localhost:3000/r/${roomId}#k=${secret}`],
  [
    { ...plain, server: "wss://[2001:db8::7]:8443" },
    `https://[2001:db8::7]:8443/r/${roomId}#k=${secret}`,
  ],
])("is read as it was written: %#", (parts, text) => {
  expect(buildRoomLink(parts)).toBe(text);
  expect(parseRoomLink(text)).toEqual(parts);
});

test.each([
  ["spaces around it", `  ${link}\n`],
  ["a scheme in capitals", link.replace("https", "HTTPS")],
  ["a host in capitals", link.replace("call.example", "Call.Example")],
  ["the default port", link.replace(".org", ".org:443")],
])("forgives %s, as an address bar does", (_, text) => {
  expect(parseRoomLink(text)).toEqual(plain);
});

test.each([
  ["nothing", "", "server"],
  ["plain text to another machine", link.replace("https", "http"), "server"],
  ["a WebSocket address", link.replace("https", "wss"), "room"],
  ["a script", `javascript:alert(1)//r/${roomId}#k=${secret}`, "server"],
  ["another host behind an @", link.replace("://", "://call.example.org@"), "server"],
  ["no room", `https://call.example.org/#k=${secret}`, "room"],
  ["a room too short", link.replace(roomId, roomId.slice(1)), "room"],
  ["a room too long", link.replace(roomId, `A${roomId}`), "room"],
  ["a room with needless bits", link.replace(roomId, roomId.slice(0, -1) + "x"), "encoding"],
  ["a room in another folder", link.replace("/r/", "/R/"), "room"],
  ["a folder more", link.replace("/r/", "/x/r/"), "room"],
  ["something behind the room", link.replace("#", "/#"), "room"],
  ["an encoded room", link.replace("/r/", "/%72/"), "room"],
  ["a query", link.replace("#", "?x=1#"), "room"],
  ["an empty query", link.replace("#", "?#"), "room"],
  ["no secret", link.slice(0, link.indexOf("#")), "room"],
  ["an empty fragment", link.slice(0, link.indexOf("#") + 1), "room"],
  ["a secret too short", link.slice(0, -1), "room"],
  ["a secret too long", `${link}A`, "room"],
  ["a secret with needless bits", `${link.slice(0, -1)}B`, "encoding"],
  ["a secret by another name", link.replace("#k=", "#K="), "room"],
  ["two secrets", `${link}&k=${secret}`, "room"],
  ["an invite too short", `${link}&i=AAAA`, "room"],
  ["an invite with needless bits", `${link}&i=${"A".repeat(21)}B`, "encoding"],
  ["the invite first", link.replace("#", `#i=${secret}&`), "room"],
  ["something more in the fragment", `${link}&x=1`, "room"],
  ["a second fragment", `${link}#`, "room"],
  ["two links", `${link} ${link}`, "room"],
] as const)("refuses %s", async (_, text, check) => {
  await expectRefusal(() => parseRoomLink(text), check, "format");
});
