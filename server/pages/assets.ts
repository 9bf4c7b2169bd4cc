import { createHash } from "node:crypto";
import { icon } from "./icon.ts";
import { css } from "./style.ts";

/** Two files that the pages use; each is named by its content and so may be kept for good. */
export interface Asset {
  readonly path: string;
  readonly contentType: string;
  readonly text: string;
}

function asset(name: string, extension: string, contentType: string, text: string): Asset {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  return { path: `/${name}.${hash}.${extension}`, contentType, text };
}

export const stylesheet = asset("style", "css", "text/css; charset=utf-8", css);
export const favicon = asset("latchkey", "svg", "image/svg+xml", icon);
