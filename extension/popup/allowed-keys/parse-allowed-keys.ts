import { listMaxEntries, nameMaxLength } from "../../../protocol/limits.ts";
import { toName } from "../../../protocol/name.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { AllowedLine } from "../allowed-keys.ts";
import { entriesOf } from "./entries.ts";
import { readEntry } from "./read-entry.ts";

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
