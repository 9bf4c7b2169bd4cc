import { createHash } from "node:crypto";
import type { Room } from "../rooms/room.ts";
import { css } from "./style.ts";

/** Headers and the stylesheet of both pages. No script: what moves here, the extension moves. */

const hash = createHash("sha256").update(css).digest("base64url").slice(0, 12);

export const stylesheet = {
  path: `/style.${hash}.css`,
  text: css,
  headers: {
    "content-type": "text/css; charset=utf-8",
    // The name changes with the content.
    "cache-control": "public, max-age=31536000, immutable",
    "cross-origin-resource-policy": "same-origin",
  },
} as const;

export const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'",
    "style-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  // The address of a room page names the room.
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
} as const;

/** The host, whom everybody with the link knows. Never anybody of the list. */
export function hostKeyIdOf(room: Room): string {
  return room.view.head.list.host;
}
