/** What belongs together in a pasted text: a line, or the lines of a PEM block, key file or JWK. */
export interface Entry {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** A JWK printed over more lines than this is none. */
const maxJwkLines = 40;

export function entriesOf(text: string): Entry[] {
  const lines = text.split(/\r\n|\n|\r/);
  const entries: Entry[] = [];
  let at = 0;
  while (at < lines.length) {
    const first = lines[at]!.trim();
    const end = at + lengthOf(lines, at);
    if (first !== "" && !first.startsWith("#")) {
      entries.push({ line: at + 1, text: lines.slice(at, end).join("\n").trim() });
    }
    at = end;
  }
  return entries;
}

/** How many lines from `at` belong together. */
function lengthOf(lines: readonly string[], at: number): number {
  const first = lines[at]!.trim();
  // PEM (RFC 7468), OpenSSH's own, and "---- BEGIN SSH2 PUBLIC KEY ----" (RFC 4716).
  if (/^-{4,5} ?BEGIN /.test(first)) return lengthThrough(lines, at, /-{4,5} ?END /);
  if (first.startsWith("PuTTY-User-Key-File-")) return lengthThrough(lines, at, /^Private-MAC:/);
  if (first.startsWith("{")) return jwkLength(lines, at);
  return 1;
}

/** A block without an end reaches to the last line: better one sentence than one a line. */
function lengthThrough(lines: readonly string[], at: number, end: RegExp): number {
  const last = lines.findIndex((line, index) => index >= at && end.test(line));
  return (last === -1 ? lines.length : last + 1) - at;
}

function jwkLength(lines: readonly string[], at: number): number {
  for (let length = 1; length <= maxJwkLines && at + length <= lines.length; length++) {
    if (!lines[at + length - 1]!.trim().endsWith("}")) continue;
    if (isJson(lines.slice(at, at + length).join("\n"))) return length;
  }
  return 1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
