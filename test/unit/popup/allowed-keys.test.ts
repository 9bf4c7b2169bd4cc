import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBase64 } from "../../../protocol/base64.ts";
import { p256 } from "../../../protocol/key-type.ts";
import { listMaxEntries, nameMaxLength } from "../../../protocol/limits.ts";
import { blobOfKey, openSshLine } from "../../../protocol/public-key.ts";
import { mpint, sshString } from "../../../protocol/ssh-wire.ts";
import {
  type AllowedLine,
  type AllowedLineError,
  mustBeCorrected,
} from "../../../extension/popup/allowed-keys.ts";
import { parseAllowedKeys } from "../../../extension/popup/allowed-keys/parse-allowed-keys.ts";
import { makeKeyFile, otherPem } from "../../support/background/key-files.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { makeSigningKey } from "../../support/protocol/signing-key.ts";

const alice = await makeSigningKey();
const bob = await makeSigningKey();
const aliceLine = openSshLine(alice.jwk, "alice@laptop");
const [type, base64] = aliceLine.split(" ") as [string, string];

const read = (text: string): Promise<AllowedLine[]> => parseAllowedKeys(text, null);

async function problemOf(text: string): Promise<AllowedLineError> {
  const [line, ...more] = await read(text);
  expect(more).toEqual([]);
  if (line === undefined || !("error" in line)) throw new Error("was taken for a key");
  return line.error;
}

describe("reads a key from", () => {
  it.each([
    ["a line of authorized_keys", aliceLine, "alice@laptop"],
    ["a line without comment", `${type} ${base64}`, ""],
    ["a line with tabs and a comment of several words", `${type}\t${base64}\tA  b c `, "A  b c"],
    ["a line behind options", `no-pty,no-agent-forwarding ${aliceLine}`, "alice@laptop"],
    ["a line behind a quoted option", `command="echo hi",no-pty ${aliceLine}`, "alice@laptop"],
    [
      "a line behind an option with escaped quotes and the word ssh-rsa",
      String.raw`environment="A=\"ssh-rsa x\"",from="10.0.0.?,*.example.org" ${aliceLine}`,
      "alice@laptop",
    ],
    ["a key id", alice.keyId, ""],
    ["a key id with a comment", `${alice.keyId} Alice of Berlin`, "Alice of Berlin"],
    ["a line of ssh-keygen -lf", `256 ${alice.keyId} alice@laptop (ECDSA)`, "alice@laptop"],
    ["a line of ssh-keygen -lf, no comment", `256 ${alice.keyId} no comment (ECDSA)`, "no comment"],
    ["a JWK", JSON.stringify(alice.jwk), ""],
    ["a JWK with a kid", JSON.stringify({ ...alice.jwk, kid: "Alice" }), "Alice"],
    ["a JWK over several lines", JSON.stringify(alice.jwk, null, 2), ""],
  ])("%s", async (_, text, label) => {
    expect(await read(text)).toEqual([{ line: 1, key: alice.keyId, label }]);
  });

  it("lines between others, with their numbers as an editor counts them", async () => {
    const text = `# friends\r\n\r\n${aliceLine}\r\n  ${openSshLine(bob.jwk)}\n`;
    expect(await read(text)).toEqual([
      { line: 3, key: alice.keyId, label: "alice@laptop" },
      { line: 4, key: bob.keyId, label: "" },
    ]);
  });

  it("lines behind a JWK of several lines", async () => {
    const lines = await read(`${JSON.stringify(alice.jwk, null, 2)}\n${openSshLine(bob.jwk)}`);
    expect(lines.map(({ line }) => line)).toEqual([1, 7]);
  });
});

describe("a label", () => {
  it("is plain and on one line: it cannot pass for another's", async () => {
    const [line] = await read(`${type} ${base64} Bob\u202Eecila\u0007`);
    expect(line).toEqual({ line: 1, key: alice.keyId, label: "Bob ecila" });
  });

  it("is cut to the length of a name", async () => {
    const [line] = await read(`${type} ${base64} ${"a".repeat(500)}`);
    expect(line).toMatchObject({ label: "a".repeat(nameMaxLength) });
  });
});

const rsaBlob = toBase64(
  new Uint8Array([
    ...sshString("ssh-rsa"),
    ...mpint(new Uint8Array([1, 0, 1])),
    ...mpint(crypto.getRandomValues(new Uint8Array(256))),
  ]),
);
const offCurve = alice.point.slice();
offCurve[64]! ^= 1;
const jwkElsewhere = { kty: "EC", crv: "secp256k1", x: "AA", y: "AA" };

describe("says what is wrong with", () => {
  it.each<[string, string, AllowedLineError]>([
    ["an RSA key", `ssh-rsa ${rsaBlob} dave`, { problem: "other-kind", name: "RSA" }],
    ["a damaged Ed25519 key", "ssh-ed25519 AAAA", { problem: "damaged" }],
    ["a DSA key", "ssh-dss AAAA", { problem: "other-kind", name: "DSA" }],
    [
      "an RSA key behind options",
      `restrict,command="x" ssh-rsa ${rsaBlob}`,
      { problem: "other-kind", name: "RSA" },
    ],
    [
      "an ECDSA key on another curve",
      "ecdsa-sha2-nistk163 AAAA",
      { problem: "other-kind", name: "ecdsa-sha2-nistk163" },
    ],
    [
      "a FIDO key",
      "sk-ecdsa-sha2-nistp256@openssh.com AAAA",
      { problem: "other-kind", name: "FIDO" },
    ],
    [
      "the fingerprint of an RSA key",
      `3072 ${alice.keyId} dave (RSA)`,
      { problem: "other-kind", name: "RSA" },
    ],
    [
      "the fingerprint of a FIDO key",
      `256 ${alice.keyId} dave (ECDSA-SK)`,
      { problem: "other-kind", name: "ECDSA-SK" },
    ],
    ["an RSA JWK", '{"kty":"RSA","n":"AQ","e":"AQAB"}', { problem: "other-kind", name: "RSA" }],
    [
      "an X25519 JWK",
      '{"kty":"OKP","crv":"X25519","x":"AQ"}',
      {
        problem: "other-kind",
        name: "X25519",
      },
    ],
    [
      "a JWK on another curve",
      JSON.stringify(jwkElsewhere),
      {
        problem: "other-kind",
        name: "ECDSA secp256k1",
      },
    ],
    [
      "a certificate",
      `ecdsa-sha2-nistp256-cert-v01@openssh.com ${base64}`,
      {
        problem: "certificate",
      },
    ],
    [
      "a PEM certificate",
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
      {
        problem: "certificate",
      },
    ],
    ["a line for an authority", `cert-authority ${aliceLine}`, { problem: "authority" }],
    [
      "a PEM public key",
      "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----",
      {
        problem: "key-file",
      },
    ],
    [
      "an RFC 4716 public key",
      "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----",
      {
        problem: "key-file",
      },
    ],
    ["a line cut off", aliceLine.slice(0, 80), { problem: "damaged" }],
    ["a line without its key", type, { problem: "damaged" }],
    ["a line with a mistyped character", aliceLine.replace(/.=/, "!="), { problem: "damaged" }],
    [
      "a point off the curve",
      `${type} ${toBase64(blobOfKey({ type: p256, bytes: offCurve }))}`,
      { problem: "damaged" },
    ],
    ["a type that its key contradicts", `${type} ${rsaBlob}`, { problem: "damaged" }],
    ["a key id cut off", alice.keyId.slice(0, 30), { problem: "damaged" }],
    ["a key id that is not canonical", `SHA256:${"A".repeat(42)}B`, { problem: "damaged" }],
    ["a JWK without y", JSON.stringify({ ...alice.jwk, y: undefined }), { problem: "damaged" }],
    ["half a JWK", '{"kty":"EC","crv":"P-256"', { problem: "damaged" }],
    ["a word", "hello", { problem: "not-a-key" }],
    ["an MD5 fingerprint", "MD5:16:27:ac:a5:76:28:2d:36", { problem: "not-a-key" }],
    ["a line of known_hosts", `host.example.org ${aliceLine}`, { problem: "not-a-key" }],
    ["JSON that is no key", '{"a":1}', { problem: "not-a-key" }],
    ["an empty object", "{}", { problem: "not-a-key" }],
  ])("%s", async (_, text, error) => {
    expect(await problemOf(text)).toEqual(error);
    expect((await read(text)).every(mustBeCorrected)).toBe(true);
  });
});

const file = makeKeyFile();
const body = file.pem.split("\n")[1]!;

describe("calls private", () => {
  it.each([
    ["a PKCS #8 file", file.pem],
    ["a SEC 1 file", file.key.export({ format: "pem", type: "sec1" }).toString()],
    ["a private key of any kind", otherPem("rsa")],
    [
      "an encrypted one",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
    ],
    [
      "an OpenSSH file",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n\n-----END OPENSSH PRIVATE KEY-----",
    ],
    ["one on a single line", file.pem.replaceAll("\n", " ")],
    ["one that lacks its end", file.pem.split("\n").slice(0, 3).join("\n")],
    ["a PuTTY file", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-MAC: 00"],
    ["a private JWK", JSON.stringify(file.jwk)],
    ["a private JWK over several lines", JSON.stringify(file.jwk, null, 2)],
    ["a private RSA JWK", '{"kty":"RSA","n":"AQ","e":"AQAB","p":"AQ"}'],
    ["a secret", '{"kty":"oct","k":"AQ"}'],
    ["a set of private JWKs", JSON.stringify({ keys: [file.jwk] })],
    [
      "half a private JWK",
      JSON.stringify(file.jwk)
        .slice(0, -10)
        .replace(/"x".*"d"/, '"d"'),
    ],
    ["the member of one, on a line of its own", `"d": "${file.jwk.d}"`],
    ["the body of a PKCS #8 file", body],
    ["the body of an OpenSSH file", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU"],
  ])("%s", async (_, text) => {
    expect(await problemOf(text)).toEqual({ problem: "private-key" });
  });

  it("one between good lines, and names the line it begins in", async () => {
    const lines = await read(`${aliceLine}\n${file.pem}${openSshLine(bob.jwk)}`);
    expect(lines).toEqual([
      { line: 1, key: alice.keyId, label: "alice@laptop" },
      { line: 2, error: { problem: "private-key" } },
      { line: 7, key: bob.keyId, label: "" },
    ]);
  });

  it("nothing of what it found in a result", async () => {
    expect(JSON.stringify(await read(file.pem))).not.toContain(body);
  });

  it("no public key", async () => {
    for (let i = 0; i < 50; i++) {
      const { jwk } = await makeSigningKey();
      for (const text of [openSshLine(jwk, "d: k"), JSON.stringify(jwk)]) {
        expect(await read(text)).toHaveLength(1);
        expect((await read(text))[0]).toHaveProperty("key");
      }
    }
  });
});

describe("the list as a whole", () => {
  it("counts a key once, in whatever form it comes again", async () => {
    const lines = await read(`${aliceLine}\n${JSON.stringify(alice.jwk)}\n${alice.keyId} again`);
    expect(lines.slice(1)).toEqual([
      { line: 2, error: { problem: "repeated", firstLine: 1 } },
      { line: 3, error: { problem: "repeated", firstLine: 1 } },
    ]);
    expect(lines.some(mustBeCorrected)).toBe(false);
  });

  it("leaves the host out without fuss", async () => {
    const lines = await parseAllowedKeys(`${aliceLine}\n${aliceLine}`, alice.keyId);
    expect(lines).toEqual([
      { line: 1, error: { problem: "host" } },
      { line: 2, error: { problem: "host" } },
    ]);
    expect(lines.some(mustBeCorrected)).toBe(false);
  });

  it("takes as many keys as a list can hold, and says once that there are more", async () => {
    const ids = Array.from({ length: listMaxEntries + 5 }, (_, index) => keyIdOf(index));
    const lines = await read(ids.join("\n"));
    expect(lines).toHaveLength(listMaxEntries + 1);
    expect(lines.at(-1)).toEqual({ line: listMaxEntries + 1, error: { problem: "too-many" } });
  });

  it("says that there are too many lines, though they be one key", async () => {
    const lines = await read(`${alice.keyId}\n`.repeat(5_000));
    expect(lines.at(-1)).toEqual({ line: 1_025, error: { problem: "too-many" } });
  });

  it("of nothing is empty", async () => {
    expect(await read("\n # only a comment\n\n")).toEqual([]);
  });
});

describe("whatever is pasted", () => {
  const pieces = fc.constantFrom(
    aliceLine,
    alice.keyId,
    JSON.stringify(alice.jwk, null, 1),
    file.pem,
    "{",
    "}",
    '"',
    '\\"',
    "-----BEGIN X-----",
    "-----END X-----",
    'a="',
    "\n",
    " ",
    ",",
    "ssh-rsa",
  );
  const text = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 20 })
    .map((parts) => parts.join(""));

  it("is read without throwing, into lines that are there, in their order", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (pasted) => {
        const lines = (await read(pasted)).map(({ line }) => line);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
        expect(new Set(lines).size).toBe(lines.length);
        const count = pasted.split(/\r\n|\n|\r/).length;
        expect(lines.every((line) => line >= 1 && line <= count)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never takes a private key for one to let in", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        const lines = await read(`${before}\n${file.pem}\n${after}`);
        expect(lines.some((line) => "error" in line && line.error.problem === "private-key")).toBe(
          true,
        );
      }),
      { numRuns: 100 },
    );
  });

  it("is read in time that grows with its length", async () => {
    const options = 'a="\\",'.repeat(5_000);
    const started = performance.now();
    await read(
      `${options} x\n${"a".repeat(100_000)} x\n{${"{".repeat(50_000)}\n${"}\n".repeat(2_000)}`,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
