import { refuse } from "../codes.ts";

/** What people can say without a word. Each side draws it in its own way. */
export const reactions = ["yes", "no", "heart", "laughter", "celebration", "sadness"] as const;

export type Reaction = (typeof reactions)[number];

/** Shown for a few seconds. */
export interface ReactionMessage {
  readonly type: "reaction";
  readonly reaction: Reaction;
}

/** Null for a reaction that this version does not know: a newer peer may have more. */
export function parseReaction(fields: Readonly<Record<string, unknown>>): ReactionMessage | null {
  const name = fields["reaction"];
  if (typeof name !== "string") throw refuse("format", "message", "the message is malformed");
  const reaction = reactions.find((known) => known === name);
  return reaction === undefined ? null : { type: "reaction", reaction };
}
