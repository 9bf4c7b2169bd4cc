import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

// fflate and not node:zlib: Node's deflate differs between its versions and processors, and two
// people who package the same tag must get the same bytes.

/**
 * Byte for byte the same for the same files: sorted names, one date, no owner, mode 0644.
 *
 * @param {string} folder
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zipFolder(folder) {
  const names = filesIn(folder).toSorted();
  const files = Object.fromEntries(
    names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  );
  return zipSync(files, {
    level: 9,
    // ZIP dates have no time zone and fflate writes the local one: 1980-01-01 wherever this runs.
    mtime: new Date(1980, 0, 1),
    os: 3,
    attrs: 0o100644 << 16,
  });
}

/**
 * @param {string} folder
 * @param {string} [prefix]
 * @returns {string[]}
 */
function filesIn(folder, prefix = "") {
  return readdirSync(folder).flatMap((name) =>
    statSync(join(folder, name)).isDirectory()
      ? filesIn(join(folder, name), `${prefix}${name}/`)
      : [prefix + name],
  );
}
