import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * Where each room of the extension starts, and how many gzipped bytes it may ship
 * (docs/quality: 1 KB is 1,024 bytes).
 */
const rooms = [
  { room: "background", entry: "extension/background/main.js", budget: 30 * 1024 },
  { room: "popup", entry: "extension/popup/index.html", budget: 30 * 1024 },
  { room: "popup tab", entry: "extension/popup/tab.html", budget: 30 * 1024 },
  { room: "approval", entry: "extension/approval/index.html", budget: 20 * 1024 },
  { room: "call", entry: "extension/call/index.html", budget: 90 * 1024 },
  { room: "room link", entry: "extension/room-link/main.js", budget: 10 * 1024 },
];

/** @typedef {{ room: string, bytes: number, budget: number, files: string[] }} RoomSize */

/**
 * Counts everything that a room can come to load, later imports too.
 *
 * @param {string} built folder of one browser's build
 * @returns {RoomSize[]} `bytes` is the sum of the files' gzipped sizes
 */
export function measure(built) {
  return rooms.map(({ room, entry, budget }) => {
    const files = [...reachable(built, entry)].toSorted();
    const bytes = files.reduce((sum, file) => sum + gzippedBytes(join(built, file)), 0);
    return { room, bytes, budget, files };
  });
}

/** @param {readonly RoomSize[]} sizes */
export function sizeTable(sizes) {
  const kb = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1).padStart(6);
  const rows = sizes.map(({ room, bytes, budget }) => {
    const verdict = bytes > budget ? "  over budget" : "";
    return `  ${room.padEnd(11)}${kb(bytes)} KB of ${kb(budget)} KB${verdict}`;
  });
  return ["gzipped:", ...rows].join("\n");
}

/**
 * @param {string} built
 * @param {string} file
 * @param {Set<string>} seen
 */
function reachable(built, file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!/\.(html|js|css)$/.test(file)) return seen;
  for (const [, found, style] of readFileSync(join(built, file), "utf8").matchAll(
    references(file),
  )) {
    const reference = found ?? style ?? "";
    const places = [reference.replace(/^\//, ""), posix.join(posix.dirname(file), reference)];
    for (const path of places.map((place) => posix.normalize(place))) {
      if (existsSync(join(built, path))) reachable(built, path, seen);
    }
  }
  return seen;
}

/** @param {string} file */
function references(file) {
  if (file.endsWith(".html")) return /(?:src|href)="([^"]+)"/g;
  if (file.endsWith(".css")) return /url\(["']?([^"')]+)/g;
  // Imports, workers, and the style sheets that Vite names beside a dynamic import.
  return /(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*["'`]([^"'`]+)["'`]|["'`]([\w/.-]+\.css)["'`]/g;
}

/** @param {string} path */
function gzippedBytes(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}
