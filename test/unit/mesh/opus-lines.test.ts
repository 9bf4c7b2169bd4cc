import { expect, test } from "vitest";
import { tuneOpus } from "../../../extension/call/peers/opus-lines.ts";

const lines = (...all: readonly string[]): string => `${all.join("\r\n")}\r\n`;
const audio = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 63",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=rtpmap:63 red/48000/2",
  "a=fmtp:63 111/111",
];

test("asks this side's encoder for silence that costs nothing, and for repair", () => {
  expect(tuneOpus(lines(...audio))).toBe(
    lines(
      ...audio.slice(0, 3),
      "a=fmtp:111 minptime=10;usedtx=1;useinbandfec=1",
      "a=ptime:40",
      ...audio.slice(4),
    ),
  );
});

test("what the other end says of both does not count twice", () => {
  const said = lines(...audio.slice(0, 3), "a=fmtp:111 usedtx=0; useinbandfec=0;;", "a=ptime:3");
  const tuned = tuneOpus(said);
  expect(tuned).toContain("a=fmtp:111 usedtx=1;useinbandfec=1\r\n");
  expect(tuned.match(/a=ptime:\d+/g)).toEqual(["a=ptime:40"]);
});

test("leaves a description without Opus alone, and is done once", () => {
  const video = lines("v=0", "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=rtpmap:96 VP8/90000");
  expect(tuneOpus(video)).toBe(video);
  expect(tuneOpus(tuneOpus(lines(...audio)))).toBe(tuneOpus(lines(...audio)));
});
