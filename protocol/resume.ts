import { parseId } from "./join.ts";
import { parseServerOrigin } from "./server-origin.ts";
import {
  assertRebuilds,
  buildStatement,
  formatTime,
  parseTime,
  readStatement,
  valuesOf,
} from "./statement.ts";

/** "Latchkey v1: resume a call": signed by the session signing key, so no approval is asked again. */
export interface ResumeStatement {
  readonly server: string;
  readonly room: string;
  /** Base64url hash of the join statement. */
  readonly session: string;
  readonly nonce: string;
  readonly issuedAtMs: number;
}

const title = "Latchkey v1: resume a call";
const names = ["Server", "Room", "Session", "Nonce", "Issued At"] as const;

export function buildResume(resume: ResumeStatement): string {
  return buildStatement(title, [
    ["Server", resume.server],
    ["Room", resume.room],
    ["Session", resume.session],
    ["Nonce", resume.nonce],
    ["Issued At", formatTime(resume.issuedAtMs)],
  ]);
}

export function parseResume(text: string): ResumeStatement {
  const values = valuesOf(readStatement(text, title), names);
  const resume: ResumeStatement = {
    server: parseServerOrigin(values["Server"]),
    room: parseId(values["Room"]),
    session: parseId(values["Session"]),
    nonce: parseId(values["Nonce"]),
    issuedAtMs: parseTime(values["Issued At"]),
  };
  assertRebuilds(text, buildResume(resume));
  return resume;
}
