import { fileNameMaxLength } from "../limits.ts";

// Names that are devices on Windows, whatever stands behind the first dot.
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
const longestEnding = 16;

/**
 * The nearest name that is safe to show and to save: one name and no path, without control and
 * bidirectional characters (`exe.jpg` written backwards), without what systems give a meaning to.
 * Never empty, at most `fileNameMaxLength` characters with its ending kept.
 */
export function toFileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, "")
    .replace(/[/\\:*?"<>|]/g, "_")
    .replace(/\s+/gu, " ")
    // A dot in front hides a file; Windows drops dots and spaces behind.
    .replace(/^[. ]+|[. ]+$/g, "");
  const [stem = ""] = plain.split(".");
  const named = reserved.test(stem.trim()) ? `_${plain}` : plain;
  return shortened(named) || "file";
}

function shortened(name: string): string {
  if (name.length <= fileNameMaxLength) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= longestEnding ? name.slice(dot) : "";
  const room = fileNameMaxLength - ending.length;
  let stem = "";
  for (const character of name) {
    if (stem.length + character.length > room) break;
    stem += character;
  }
  return stem.trim() + ending;
}
