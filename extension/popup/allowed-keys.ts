import { listMaxEntries, nameMaxLength } from "../../protocol/limits.ts";
import { toName } from "../../protocol/name.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import { entriesOf } from "./allowed-keys/entries.ts";
import { type LineProblem, readEntry } from "./allowed-keys/read-entry.ts";

/** One line that a person put into *Allowed keys*, or several that are one PEM block or JWK. */
export type AllowedLine =
  | {
      /** From 1, as editors count; the first of several. */
      readonly line: number;
      readonly key: KeyId;
      /** The comment behind the key, plain and on one line; may be empty. */
      readonly label: string;
    }
  | { readonly line: number; readonly error: AllowedLineError };

export type AllowedLineError =
  | LineProblem
  /** Harmless: the line counts once. */
  | { readonly problem: "repeated"; readonly firstLine: number }
  /** Harmless: the host is always let in and never listed. */
  | { readonly problem: "host" }
  | { readonly problem: "too-many" };

/** Beyond this many lines nothing is read: a file of another kind was pasted. */
const maxEntries = 4 * listMaxEntries;

/**
 * Reads lines of authorized_keys, of `ssh-keygen -lf`, bare key ids and JWKs. Empty lines and
 * comments are skipped. Never throws: what is wrong with a line stands in its place.
 */
export async function parseAllowedKeys(text: string, host: KeyId | null): Promise<AllowedLine[]> {
  const lines: AllowedLine[] = [];
  const lineOfKey = new Map<KeyId, number>();
  for (const [index, entry] of entriesOf(text).entries()) {
    const { line } = entry;
    if (index === maxEntries) {
      lines.push({ line, error: { problem: "too-many" } });
      break;
    }
    const read = await readEntry(entry.text);
    if ("problem" in read) {
      lines.push({ line, error: read });
      continue;
    }
    const firstLine = lineOfKey.get(read.key);
    if (read.key === host) lines.push({ line, error: { problem: "host" } });
    else if (firstLine !== undefined) {
      lines.push({ line, error: { problem: "repeated", firstLine } });
    } else if (lineOfKey.size === listMaxEntries) {
      // One sentence is enough for all that follow.
      lines.push({ line, error: { problem: "too-many" } });
      break;
    } else {
      lineOfKey.set(read.key, line);
      lines.push({ line, key: read.key, label: toName(read.comment, nameMaxLength) });
    }
  }
  return lines;
}

/** True where a room must not be made before the line is corrected or removed. */
export function mustBeCorrected(line: AllowedLine): boolean {
  return "error" in line && line.error.problem !== "repeated" && line.error.problem !== "host";
}
