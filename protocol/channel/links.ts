import { fromBase64url } from "../base64.ts";
import { refuse } from "../codes.ts";
import { linksMaxEntries, peerIdBytes } from "../limits.ts";

/** How somebody's link to one other participant is, by their own word. */
export interface LinkReport {
  readonly peer: string;
  readonly state: LinkWord;
  /** False: that one says to send it, and it does not come. */
  readonly hears: boolean;
  readonly sees: boolean;
}

export const linkWords = ["bound", "weak", "lost"] as const;
export type LinkWord = (typeof linkWords)[number];

/** Every few seconds, to every bound peer. */
export interface LinksMessage {
  readonly type: "links";
  /** To everybody but the one that this is told. */
  readonly links: readonly LinkReport[];
  /** The same of the one that this is told. */
  readonly hears: boolean;
  readonly sees: boolean;
  /** Packets sent to the one that this is told, on this connection so far. */
  readonly voice: number;
  readonly picture: number;
}

export function parseLinks(fields: Readonly<Record<string, unknown>>): LinksMessage {
  const { links, voice, picture } = fields;
  if (!Array.isArray(links) || links.length > linksMaxEntries) throw malformed();
  return {
    type: "links",
    links: links.map(parseReport),
    hears: fields["hears"] === true,
    sees: fields["sees"] === true,
    voice: countOf(voice),
    picture: countOf(picture),
  };
}

function parseReport(value: unknown): LinkReport {
  const { peer, state, hears, sees } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const word = linkWords.find((known) => known === state);
  if (typeof peer !== "string" || word === undefined) throw malformed();
  fromBase64url(peer, peerIdBytes);
  return { peer, state: word, hears: hears === true, sees: sees === true };
}

function countOf(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw malformed();
  return value;
}

function malformed(): Error {
  return refuse("format", "message", "the report on links is malformed");
}
