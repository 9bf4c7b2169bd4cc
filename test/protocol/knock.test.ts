import { expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { utf8 } from "../../protocol/bytes.ts";
import { linkProof, parseKnockNote, writeKnockNote } from "../../protocol/knock.ts";
import { expectRefusal, refusalOf } from "../support/protocol/refusal.ts";
import { fromHex, vectors } from "../support/protocol/vectors.ts";

const proof = toBase64url(new Uint8Array(32).fill(1));
const knock = { name: "Zoë", note: "It is me", secret: proof, token: proof };
const parse = (value: unknown) => parseKnockNote(utf8(JSON.stringify(value)));

test.each([
  ["with an invite", knock],
  ["without one", { ...knock, token: null }],
  ["with nothing said", { ...knock, name: "", note: "" }],
  ["with all that fits", { ...knock, name: "x".repeat(40), note: "y".repeat(140) }],
])("a knock %s is read as it was written", (_, given) => {
  expect(parseKnockNote(writeKnockNote(given))).toStrictEqual(given);
});

test.each([
  ["no object", null],
  ["a list", [knock]],
  ["no name", { ...knock, name: undefined }],
  ["a name too long", { ...knock, name: "x".repeat(41) }],
  ["a note too long", { ...knock, note: "x".repeat(141) }],
  ["a note of two lines", { ...knock, note: "a\nb" }],
  ["a name that runs backwards", { ...knock, name: "\u2067anna" }],
  ["no proof", { ...knock, secret: undefined }],
  ["a proof that is no text", { ...knock, secret: 5 }],
  ["a proof too short", { ...knock, secret: proof.slice(1) }],
  ["an invite that is no text", { ...knock, token: 5 }],
  ["an invite too long", { ...knock, token: `${proof}A` }],
])("refuses %s", async (_, value) => {
  await refusalOf(() => parse(value));
});

test("refuses bytes that are no UTF-8", async () => {
  await expectRefusal(() => parseKnockNote(Uint8Array.from([0xff])), "message", "format");
});

test("the proof of a link is an HMAC of one's own join statement", async () => {
  const hash = fromHex(vectors.joinBob.statementSha256);
  const secret = vectors.room.salt;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const raw = new Uint8Array(Buffer.from(secret, "base64url"));
  const key = await crypto.subtle.importKey("raw", raw, hmac, false, ["sign"]);
  const expected = Buffer.from(await crypto.subtle.sign("HMAC", key, hash)).toString("base64url");
  expect(await linkProof(secret, hash)).toBe(expected);
  expect(await linkProof(secret, fromHex(vectors.joinAlice.statementSha256))).not.toBe(expected);
  await expectRefusal(() => linkProof(secret.slice(1), hash), "encoding");
});
