import { expect, test } from "vitest";
import { buildConfirm, parseConfirm } from "../../protocol/confirm.ts";
import { buildResume, parseResume } from "../../protocol/resume.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { testServer, testTimeMs } from "../support/protocol/room-facts.ts";
import { withLine, withoutLine } from "../support/protocol/text-changes.ts";
import { vectors } from "../support/protocol/vectors.ts";

const confirmText = vectors.confirmBob.statement;
const confirm = parseConfirm(confirmText);
const resume = {
  server: testServer,
  room: confirm.room,
  session: confirm.channel,
  nonce: confirm.nonce,
  issuedAtMs: testTimeMs,
};
const resumeText = buildResume(resume);

test("both are read as they were written", () => {
  expect(buildConfirm(confirm)).toBe(confirmText);
  expect(parseResume(resumeText)).toEqual(resume);
  expect(resumeText).toBe(
    [
      "Latchkey v1: resume a call",
      `Server: ${testServer}`,
      `Room: ${confirm.room}`,
      `Session: ${confirm.channel}`,
      `Nonce: ${confirm.nonce}`,
      "Issued At: 2026-08-28T10:00:00.000Z",
      "",
    ].join("\n"),
  );
});

const confirmNames = ["Asked by", "Room", "Key", "Channel", "Nonce", "Issued At"];
test.each(confirmNames)("a confirmation is refused without, or with another, %s", async (name) => {
  const changes = [withoutLine(confirmText, name), withLine(confirmText, name, "")];
  for (const value of ["none", confirm.room.slice(1), `${confirm.room}=`, " ", "2026-08-28"]) {
    changes.push(withLine(confirmText, name, value));
  }
  for (const changed of changes) await expectRefusal(() => parseConfirm(changed), "encoding");
});

test.each([
  ["Room", confirm.key],
  ["Asked by", confirm.room],
  ["Key", confirm.room],
  ["Channel", confirm.askedBy],
  ["Nonce", confirm.askedBy],
])(
  "a confirmation is refused with the kind of value another line has for %s",
  async (name, value) => {
    await expectRefusal(() => parseConfirm(withLine(confirmText, name, value)), "encoding");
  },
);

const resumeNames = ["Server", "Room", "Session", "Nonce", "Issued At"];
test.each(resumeNames)("a resume is refused without, or with another, %s", async (name) => {
  const check = name === "Server" ? "server" : "encoding";
  await expectRefusal(() => parseResume(withoutLine(resumeText, name)), "encoding");
  for (const value of ["", "x", confirm.room.slice(1), `${confirm.room}=`, "https://example.org"]) {
    await expectRefusal(() => parseResume(withLine(resumeText, name, value)), check);
  }
});

test("neither is another statement", async () => {
  const texts = [vectors.joinAlice.statement, vectors.manifest.statement];
  for (const text of [...texts, resumeText]) {
    await expectRefusal(() => parseConfirm(text), "encoding");
  }
  for (const text of [...texts, confirmText]) {
    await expectRefusal(() => parseResume(text), "encoding");
  }
});
