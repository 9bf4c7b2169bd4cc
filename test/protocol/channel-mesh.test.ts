import { expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { utf8 } from "../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../protocol/channel-messages.ts";
import { linksMaxEntries, pictureMaxPixels } from "../../protocol/limits.ts";
import { refusalOf } from "../support/protocol/refusal.ts";

const size = { width: 640, height: 360 };
const none = { width: 0, height: 0 };
const peer = toBase64url(new Uint8Array(16).fill(3));
const report = { peer, state: "weak", hears: true, sees: false } as const;
const links = {
  type: "links",
  links: [report],
  hears: true,
  sees: false,
  voice: 12,
  picture: 0,
} as const;

const parse = (value: unknown) => parseChannelMessage(utf8(JSON.stringify(value)));

test.each<ChannelMessage>([
  { type: "want", camera: size, screen: none },
  { type: "want", camera: { width: pictureMaxPixels, height: 1 }, screen: size },
  links,
  { ...links, links: [] },
  { ...links, links: Array.from({ length: linksMaxEntries }, () => report) },
])("$type is read as it was written", (message) => {
  expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  expect(parse({ ...message, extra: 1 })).toStrictEqual(message);
});

test("what a report says beside its fields is not kept", () => {
  expect(parse({ ...links, links: [{ ...report, name: "Mallory" }] })).toStrictEqual(links);
});

test.each([
  ["no sizes", { type: "want" }],
  ["one size", { type: "want", camera: size }],
  ["a size that is none", { type: "want", camera: size, screen: null }],
  ["half a pixel", { type: "want", camera: { width: 0.5, height: 1 }, screen: size }],
  ["less than nothing", { type: "want", camera: { width: -1, height: 1 }, screen: size }],
  ["a text", { type: "want", camera: { width: "1", height: 1 }, screen: size }],
  ["beyond any screen", { type: "want", camera: { ...size, width: 16_385 }, screen: size }],
  ["no reports", { ...links, links: undefined }],
  ["more reports than people", { ...links, links: Array.from({ length: 65 }, () => report) }],
  ["a report that is none", { ...links, links: [null] }],
  ["a state that is none", { ...links, links: [{ ...report, state: "refused" }] }],
  ["a state out of a prototype", { ...links, links: [{ ...report, state: "constructor" }] }],
  ["a peer that is none", { ...links, links: [{ ...report, peer: "Bob" }] }],
  ["a peer too long", { ...links, links: [{ ...report, peer: `${peer}AA` }] }],
  ["half a packet", { ...links, voice: 0.5 }],
  ["packets below nothing", { ...links, picture: -1 }],
  ["no count", { ...links, voice: undefined }],
])("refused: %s", async (_, value) => {
  expect((await refusalOf(() => parse(value))).code).toBe("format");
});
