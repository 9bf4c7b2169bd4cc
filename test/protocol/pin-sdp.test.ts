import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pinSdp } from "../../protocol/pin-sdp.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { sdpOffer } from "../support/protocol/sdp.ts";
import { vectors } from "../support/protocol/vectors.ts";

const mine = vectors.keys.fpAlice;
const evil = vectors.keys.fpBob;
const pinned = `a=fingerprint:${mine}`;

/** The fingerprints of a description: at the head, then of every m-section. */
function fingerprints(sdp: string): string[][] {
  const sections: string[][] = [[]];
  for (const line of sdp.split("\r\n")) {
    if (line.startsWith("m=")) sections.push([]);
    if (/fingerprint/i.test(line)) sections.at(-1)!.push(line);
  }
  return sections;
}

/** An offer with a line put in behind each line that begins with `behind`. */
function withLineBehind(behind: string, line: string): string {
  return sdpOffer(evil)
    .split("\r\n")
    .flatMap((found) => (found.startsWith(behind) ? [found, line] : [found]))
    .join("\r\n");
}

const [head, ...sections] = [[], [pinned], [pinned], [pinned]];

test("an honest offer comes out with the certified fingerprint in each section, nowhere else", () => {
  expect(fingerprints(pinSdp(sdpOffer(mine), mine))).toEqual([head, ...sections]);
  const kept = (sdp: string): string[] =>
    sdp.split("\r\n").filter((line) => !line.includes("fingerprint"));
  expect(kept(pinSdp(sdpOffer(mine), mine))).toEqual(kept(sdpOffer(mine)));
});

describe("whatever an offer says of fingerprints, the certified one is all that stays", () => {
  test.each([
    ["another one", sdpOffer(evil)],
    ["two at the head", withLineBehind("t=", `a=fingerprint:${evil}`)],
    ["the honest one first, the evil one last", withLineBehind("a=mid", `a=fingerprint:${evil}`)],
    ["an honest head and an evil section", withLineBehind("c=", `a=fingerprint:${evil}`)],
    ["odd case", withLineBehind("a=mid", `a=FingerPrint:${evil}`)],
    ["capitals", withLineBehind("a=mid", `a=FINGERPRINT:${evil.toUpperCase()}`)],
    ["sha-1", withLineBehind("a=mid", `a=fingerprint:sha-1 ${evil.slice(8, 67)}`)],
    ["sha-512", withLineBehind("a=mid", `a=fingerprint:sha-512 ${evil.slice(8)}`)],
    ["a space for the colon", withLineBehind("a=mid", `a=fingerprint ${evil}`)],
    ["a space before the colon", withLineBehind("a=mid", `a=fingerprint :${evil}`)],
    ["a space behind the colon", withLineBehind("a=mid", `a=fingerprint: ${evil}`)],
    ["no value", withLineBehind("a=mid", "a=fingerprint")],
    ["no colon at all", withLineBehind("a=mid", `a=fingerprint${evil}`)],
    ["at the very end", `${sdpOffer(evil)}a=fingerprint:${evil}\r\n`],
    ["at the very end without a line end", `${sdpOffer(evil)}a=fingerprint:${evil}`],
    ["before the sections", withLineBehind("s=", `a=fingerprint:${evil}`)],
    ["in bare line feeds", withLineBehind("a=mid", `a=fingerprint:${evil}`).replaceAll("\r", "")],
    ["none at all", sdpOffer(evil).replaceAll(/a=fingerprint.*\r\n/g, "")],
  ])("%s", (_, sdp) => {
    const out = pinSdp(sdp, mine);
    expect(fingerprints(out)).toEqual([head, ...sections]);
    expect(out).not.toContain(evil);
    expect(pinSdp(out, mine)).toBe(out);
  });
});

test.each([
  "a=identity:eyJpZHAiOnt9fQ==",
  "a=Identity:eyJpZHAiOnt9fQ==",
  "a=identity",
  "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
  "a=CRYPTO:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
  "a=crypto 1",
  "a=key-mgmt:mikey AQAFgM0XflABAAAAAAAAAAAAAAsAyO",
  "a=Key-Mgmt:mikey AQAFgM0XflABAAAAAAAAAAAAAAsAyO",
  "k=clear:secret",
  "k=prompt",
])("drops %s wherever it stands", (line) => {
  for (const behind of ["t=", "m=", "c=", "a=mid"]) {
    const out = pinSdp(withLineBehind(behind, line), mine);
    expect(out.toLowerCase()).not.toContain(line.toLowerCase());
    expect(out).toBe(pinSdp(sdpOffer(evil), mine));
  }
});

describe("refuses", () => {
  test.each([
    ["a bare CR, which may end a line for some", "a=x\ra=fingerprint:sha-256 00"],
    ["CR CR LF", "a=x\r"],
    ["a tab", "a=\tfingerprint:sha-256 00"],
    ["a tab before the type", "\ta=fingerprint:sha-256 00"],
    ["a space before the type", " a=fingerprint:sha-256 00"],
    ["a space behind the type", "a= fingerprint:sha-256 00"],
    ["a space before =", "a =fingerprint:sha-256 00"],
    ["a type in capitals", "A=fingerprint:sha-256 00"],
    ["no type", "=fingerprint:sha-256 00"],
    ["a type of two letters", "aa=fingerprint:sha-256 00"],
    ["no value", "a="],
    ["no =", "fingerprint:sha-256 00"],
    ["an empty line", ""],
    ["a zero byte", "a=fingerprint\0:sha-256 00"],
    ["a vertical tab", "a=x\u000ba=fingerprint:sha-256 00"],
    ["a form feed", "a=x\u000ca=fingerprint:sha-256 00"],
    ["next line", "a=x\u0085a=fingerprint:sha-256 00"],
    ["a line separator of Unicode", "a=x\u2028a=fingerprint:sha-256 00"],
    ["a letter that becomes ASCII in capitals", "a=fıngerprint:sha-256 00"],
    ["a full-width letter", "ａ=fingerprint:sha-256 00"],
    ["a byte order mark", "\ufeffa=x"],
  ])("a line with %s", async (_, line) => {
    for (const behind of ["v=", "t=", "a=mid"]) {
      await expectRefusal(() => pinSdp(withLineBehind(behind, line), mine), "sdp", "auth");
    }
  });

  test("a description without any section", async () => {
    const [without] = sdpOffer(evil).split("m=");
    for (const sdp of ["", "\r\n", "v=0\r\n", without!]) {
      await expectRefusal(() => pinSdp(sdp, mine), "sdp", "auth");
    }
  });

  test("a description above 64 KiB, before it reads any of it", async () => {
    const line = `a=x-${"y".repeat(1_000)}\r\n`;
    const long = sdpOffer(mine) + line.repeat(70);
    await expectRefusal(() => pinSdp(long, mine), "sdp", "size");
    await expectRefusal(() => pinSdp("\0".repeat(65_537), mine), "sdp", "size");
    const exact = sdpOffer(mine) + line.repeat(60);
    const rest = 65_536 - exact.length;
    expect(pinSdp(`${exact}a=${"z".repeat(rest - 2)}`, mine)).toContain("zzz");
    await expectRefusal(() => pinSdp(`${exact}a=${"z".repeat(rest - 1)}`, mine), "sdp", "size");
  });

  test("to pin what is no certificate's SHA-256", async () => {
    for (const wrong of ["", mine.toLowerCase(), `${mine}\r\na=x`, mine.replace("256", "1")]) {
      await expectRefusal(() => pinSdp(sdpOffer(mine), wrong), "fingerprint", "auth");
    }
  });
});

test("any mix of lines comes out with one fingerprint a section, or not at all", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "m=audio 9 UDP/TLS/RTP/SAVPF 111",
      "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
      "v=0",
      "c=IN IP4 0.0.0.0",
      "b=AS:30",
      "a=mid:0",
      `a=fingerprint:${evil}`,
      `a=Fingerprint ${evil}`,
      "a=identity:x",
      "k=clear:x",
      "",
      " ",
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ maxLength: 12 }).map((text) => `a=${text}`),
  );
  const ends = fc.constantFrom("\r\n", "\n", "\r");
  const sdps = fc.array(fc.tuple(line, ends), { maxLength: 12 });
  fc.assert(
    fc.property(sdps, (lines) => {
      const sdp = lines.map((parts) => parts.join("")).join("");
      let out: string;
      try {
        out = pinSdp(sdp, mine);
      } catch (error) {
        expect(error).toHaveProperty("name", "ProtocolError");
        return;
      }
      const [atHead, ...inSections] = fingerprints(out);
      expect(atHead).toEqual([]);
      expect(inSections.length).toBeGreaterThan(0);
      for (const found of inSections) expect(found).toEqual([pinned]);
      expect(out).not.toMatch(/^k=|^a=identity/im);
      expect(out).toMatch(/^([a-z]=[\x20-\x7e]+\r\n)+$/);
    }),
    { numRuns: 4_000 },
  );
});
