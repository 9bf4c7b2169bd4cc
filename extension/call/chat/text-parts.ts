/** A text as it is drawn: plain, with the links that are safe to follow. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "link";
      readonly href: string;
      /** What is in front of the host: `https://`. */
      readonly scheme: string;
      /** In full, and as the network sees it (`xn--…`): what a link must not hide. */
      readonly host: string;
      /** Path, query and fragment; empty for a bare host. */
      readonly rest: string;
    };

const candidates = /\bhttps?:\/\/[^\s<>"'`\\]+/giu;
/** What ends a sentence around a link and is no part of it. */
const behind = /[.,;:!?…"'”’»)\]}]+$/u;

export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(candidates)) {
    const address = withoutEnd(found);
    const link = linkOf(address);
    if (link === null) continue;
    if (index > at) parts.push({ kind: "text", text: text.slice(at, index) });
    parts.push(link);
    at = index + address.length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

function withoutEnd(address: string): string {
  const bare = address.replace(behind, "");
  // A closing bracket belongs to the link that has opened it: …/Key_(cryptography)
  const isOpen = bare.split("(").length > bare.split(")").length;
  return isOpen && address[bare.length] === ")" ? `${bare})` : bare;
}

function linkOf(address: string): TextPart | null {
  if (!URL.canParse(address)) return null;
  const { href, protocol, host, username, password, pathname, search, hash } = new URL(address);
  // `https://bank.example@evil.example` shows one host and goes to another.
  const isPlain = username === "" && password === "" && host !== "";
  if (!isPlain || (protocol !== "https:" && protocol !== "http:")) return null;
  const rest = `${pathname}${search}${hash}`;
  return { kind: "link", href, scheme: `${protocol}//`, host, rest: rest === "/" ? "" : rest };
}
