import { refuse } from "../codes.ts";
import { captionMaxLength } from "../limits.ts";
import { toName } from "../name.ts";

/** What somebody is saying, as their own machine understood it. */
export interface CaptionMessage {
  readonly type: "caption";
  /** The whole sentence so far: takes the place of the caption before. Empty: no caption now. */
  readonly text: string;
}

export function parseCaption(fields: Readonly<Record<string, unknown>>): CaptionMessage {
  const { text } = fields;
  if (typeof text !== "string" || text.length > captionMaxLength) {
    throw refuse("format", "message", `a caption has at most ${captionMaxLength} characters`);
  }
  // Cleaned, not refused: what a control character is grows with Unicode.
  return { type: "caption", text: toName(text, captionMaxLength) };
}
