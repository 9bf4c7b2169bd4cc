import { refuse } from "./codes.ts";
import { statementMaxBytes } from "./limits.ts";

/** The line grammar of PROTOCOL.md section 3: a title, then `Name: value`, every line ended by LF. */

export type Line = readonly [name: string, value: string];

export function buildStatement(title: string, lines: readonly Line[]): string {
  // Else a value could bring lines of its own and name another room, key or host to the reader.
  if (lines.some(([, value]) => value.includes("\n")))
    throw malformed("has a value with two lines");
  const text = [title, ...lines.map(([name, value]) => `${name}: ${value}`), ""].join("\n");
  assertStatementText(text, Number.POSITIVE_INFINITY);
  return text;
}

/** The lines after the title. Names and order are judged by whoever builds the text again. */
export function readStatement(text: string, title: string, maxBytes = statementMaxBytes): Line[] {
  assertStatementText(text, maxBytes);
  const lines = text.split("\n");
  if (lines.pop() !== "") throw malformed("does not end in a line feed");
  if (lines.shift() !== title) throw malformed(`is not titled ${JSON.stringify(title)}`);
  return lines.map((line) => {
    const colon = line.indexOf(": ");
    if (colon < 1) throw malformed("has a line that is not 'Name: value'");
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
}

/** The values of lines that must be exactly these, in this order. */
export function valuesOf<Name extends string>(
  lines: readonly Line[],
  names: readonly Name[],
): Record<Name, string> {
  if (lines.length !== names.length) throw malformed("has too few or too many lines");
  const values = Object.create(null) as Record<Name, string>;
  for (const [i, name] of names.entries()) {
    const [found, value] = lines[i]!;
    if (found !== name) throw malformed(`lacks the line ${JSON.stringify(name)} at its place`);
    values[name] = value;
  }
  return values;
}

/** One accepted text per meaning: what was read must be written again byte by byte. */
export function assertRebuilds(text: string, rebuilt: string): void {
  if (text !== rebuilt) throw malformed("is not written the one accepted way");
}

const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Milliseconds since 1970 of `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export function parseTime(text: string): number {
  const time = timePattern.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || formatTime(time) !== text) throw malformed("has a time that is none");
  return time;
}

export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function assertStatementText(text: string, maxBytes: number): void {
  if (text.length > maxBytes) throw refuse("size", "size", "the statement is too long");
  if (!/^[\x20-\x7e\n]*$/.test(text)) throw malformed("has characters that are not plain ASCII");
}

function malformed(what: string): Error {
  return refuse("format", "encoding", `the statement ${what}`);
}
