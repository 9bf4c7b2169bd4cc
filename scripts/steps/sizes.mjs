import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * Where each room of the extension starts, and how many gzipped bytes it may load to be there
 * (1 KB is 1,024 bytes). What it loads later, when somebody asks for it, is told beside.
 */
const rooms = [
  { room: "background", entry: "extension/background/main.js", budget: 30 * 1024 },
  { room: "popup", entry: "extension/popup/index.html", budget: 30 * 1024 },
  { room: "popup tab", entry: "extension/popup/tab.html", budget: 30 * 1024 },
  { room: "approval", entry: "extension/approval/index.html", budget: 20 * 1024 },
  { room: "call", entry: "extension/call/index.html", budget: 90 * 1024 },
  { room: "room link", entry: "extension/room-link/main.js", budget: 10 * 1024 },
];

/** @typedef {{ room: string, bytes: number, laterBytes: number, budget: number, files: string[] }} RoomSize */

/**
 * @param {string} built folder of one browser's build
 * @returns {RoomSize[]} sums of the files' gzipped sizes: what the room loads at once, and what it
 *   can come to load later
 */
export function measure(built) {
  return rooms.map(({ room, entry, budget }) => {
    const sum = (/** @type {readonly string[]} */ files) =>
      files.reduce((bytes, file) => bytes + gzippedBytes(join(built, file)), 0);
    const atOnce = reachable(built, entry, false);
    const files = [...reachable(built, entry, true)].toSorted();
    const later = files.filter((file) => !atOnce.has(file));
    return { room, bytes: sum([...atOnce]), laterBytes: sum(later), budget, files };
  });
}

/** @param {readonly RoomSize[]} sizes */
export function sizeTable(sizes) {
  const kb = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1).padStart(6);
  const rows = sizes.map(({ room, bytes, laterBytes, budget }) => {
    const verdict = bytes > budget ? "  over budget" : "";
    const later = laterBytes === 0 ? "" : `, and ${kb(laterBytes).trim()} KB later`;
    return `  ${room.padEnd(11)}${kb(bytes)} KB of ${kb(budget)} KB${later}${verdict}`;
  });
  return ["gzipped:", ...rows].join("\n");
}

/**
 * @param {string} built
 * @param {string} file
 * @param {boolean} withLater imports that are made when somebody asks for them, too
 * @param {Set<string>} seen
 */
function reachable(built, file, withLater, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!/\.(html|js|css)$/.test(file)) return seen;
  for (const [, found, style] of readFileSync(join(built, file), "utf8").matchAll(
    references(file, withLater),
  )) {
    const reference = found ?? style ?? "";
    const places = [reference.replace(/^\//, ""), posix.join(posix.dirname(file), reference)];
    for (const path of places.map((place) => posix.normalize(place))) {
      if (existsSync(join(built, path))) reachable(built, path, withLater, seen);
    }
  }
  return seen;
}

/**
 * @param {string} file
 * @param {boolean} withLater
 */
function references(file, withLater) {
  if (file.endsWith(".html")) return /(?:src|href)="([^"]+)"/g;
  if (file.endsWith(".css")) return /url\(["']?([^"')]+)/g;
  if (!withLater) return /\b(?:from|import)\s*["']([^"']+)["']/g;
  // Imports, workers, and the style sheets that Vite names beside a dynamic import.
  return /(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*["'`]([^"'`]+)["'`]|["'`]([\w/.-]+\.css)["'`]/g;
}

/** @param {string} path */
function gzippedBytes(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}
