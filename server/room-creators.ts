import { isKeyId, type KeyId } from "../protocol/public-key.ts";

/**
 * The file of key ids that may open rooms: one `SHA256:…` a line, anything behind it is a note,
 * `#` begins a comment. `wrongLine` counts from 1 and is null where every line fits.
 */
export function readRoomCreators(text: string): {
  readonly keys: ReadonlySet<KeyId>;
  readonly wrongLine: number | null;
} {
  const keys = new Set<KeyId>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [id = ""] = line.trim().split(/\s+/);
    if (id === "" || id.startsWith("#")) continue;
    if (!isKeyId(id)) return { keys, wrongLine: index + 1 };
    keys.add(id);
  }
  return { keys, wrongLine: null };
}
