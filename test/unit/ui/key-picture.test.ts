import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawKey, keySvg } from "../../../protocol/key-picture.ts";
import { bowShapes } from "../../../protocol/key-picture/bows.ts";
import { bladeMetals, bowColours } from "../../../protocol/key-picture/colours.ts";

const cutsBegin = 5;
const cutCount = 14;

function keyId(bytes: Uint8Array): string {
  return `SHA256:${Buffer.from(bytes).toString("base64").replaceAll("=", "")}`;
}

function keyIdOf(seed: string): string {
  return keyId(createHash("sha256").update(seed).digest());
}

function outline(id: string): string {
  return drawKey(id)
    .parts.map(({ d }) => d)
    .join(" ");
}

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("the picture of a key", () => {
  it("is the same for the same id, to the last character", () => {
    fc.assert(fc.property(hash, (bytes) => keySvg(keyId(bytes)) === keySvg(keyId(bytes))));
  });

  it("does not change from one version to the next, since people know it", () => {
    const text = ["alice", "bob", "carol"].map((seed) => keySvg(keyIdOf(seed))).join("\n");
    expect(createHash("sha256").update(text).digest("hex")).toMatchInlineSnapshot(
      `"12bd34f00e55ca135263d33ac71b31566d3db676be4501e430817a2a6265d891"`,
    );
  });

  it("differs between a thousand random ids", () => {
    const outlines = Array.from({ length: 1000 }, (_, index) => outline(keyIdOf(`key ${index}`)));
    expect(new Set(outlines).size).toBe(1000);
  });

  it.each(Array.from({ length: cutCount }, (_, index) => index))(
    "shows each of the eight depths of cut %i",
    (cut) => {
      fc.assert(
        fc.property(hash, (bytes) => {
          const pictures = Array.from({ length: 8 }, (_, depth) => {
            const changed = Uint8Array.from(bytes);
            changed[cutsBegin + cut] = depth;
            expect(drawKey(keyId(changed)).cuts[cut]).toBe(depth);
            return drawKey(keyId(changed)).parts[0]?.d;
          });
          expect(new Set(pictures).size).toBe(8);
        }),
        { numRuns: 30 },
      );
    },
  );

  it("uses every shape, colour, metal, hole and groove", () => {
    const drawings = Array.from({ length: 256 }, (_, byte) =>
      drawKey(keyId(new Uint8Array(32).fill(byte))),
    );
    expect(new Set(drawings.map(({ bow }) => bow)).size).toBe(bowShapes.length);
    expect(new Set(drawings.map(({ colour }) => colour)).size).toBe(bowColours.length);
    expect(new Set(drawings.map(({ metal }) => metal)).size).toBe(bladeMetals.length);
    for (const byte of [3, 4]) {
      const variants = Array.from({ length: 256 }, (_, value) => {
        const bytes = new Uint8Array(32);
        bytes[byte] = value;
        return outline(keyId(bytes));
      });
      expect(new Set(variants).size).toBe(4);
    }
  });

  it("is made of path data and hexadecimal colours only", () => {
    fc.assert(
      fc.property(hash, (bytes) => {
        for (const { d, fill } of drawKey(keyId(bytes)).parts) {
          expect(d).toMatch(/^[MLHVQCAZ0-9 .-]+$/);
          expect(fill).toMatch(/^#[0-9a-f]{6}$/);
        }
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["no prefix", "A".repeat(43)],
    ["another hash", `SHA512:${"A".repeat(43)}`],
    ["one character less", `SHA256:${"A".repeat(42)}`],
    ["one character more", `SHA256:${"A".repeat(44)}`],
    ["padding", `SHA256:${"A".repeat(43)}=`],
    ["base64url", `SHA256:-${"A".repeat(42)}`],
    ["bits after the last byte", `SHA256:${"A".repeat(42)}B`],
    ["a line break at the end", `SHA256:${"A".repeat(43)}\n`],
    ["markup", `SHA256:<script>${"A".repeat(35)}`],
  ])("refuses an id with %s", (_, id) => {
    expect(() => drawKey(id)).toThrow(RangeError);
    expect(() => keySvg(id)).toThrow(/key id is SHA256:/);
  });
});

describe("the SVG text of a key", () => {
  const id = keyIdOf("alice");

  it("keeps a title from becoming markup", () => {
    const svg = keySvg(id, { title: `"><script>alert('x')</script>&` });
    expect(svg).toContain(
      'aria-label="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"',
    );
    expect(svg).not.toContain("<script");
  });

  it("does not contain the id", () => {
    expect(keySvg(id)).not.toContain(id.slice(7, 15));
  });

  it("needs no style, script, id or outside resource, as a strict policy wants", () => {
    expect(keySvg(id, { title: "Alice" })).not.toMatch(/style|script|\sid=|href|url\(|\son/);
  });

  it("is hidden from screen readers without a title and an image with one", () => {
    expect(keySvg(id)).toContain('aria-hidden="true"');
    expect(keySvg(id, { title: "Key of Alice" })).toContain('role="img" aria-label="Key of Alice"');
  });

  it("has the height asked for and the proportions of its layout", () => {
    expect(keySvg(id, { size: 24 })).toContain('width="24" height="24"');
    expect(keySvg(id, { size: 45, layout: "wide" })).toContain('width="96" height="45"');
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the size %d", (size) => {
    expect(() => keySvg(id, { size })).toThrow(RangeError);
  });
});
