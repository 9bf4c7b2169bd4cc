import type { KeyId } from "../../protocol/public-key.ts";
import type { LineProblem } from "./allowed-keys/read-entry.ts";

/** One line that a person put into *Allowed keys*, or several that are one PEM block or JWK. */
export type AllowedLine =
  | {
      /** From 1, as editors count; the first of several. */
      readonly line: number;
      readonly key: KeyId;
      /** The comment behind the key, plain and on one line; may be empty. */
      readonly label: string;
    }
  | { readonly line: number; readonly error: AllowedLineError };

export type AllowedLineError =
  | LineProblem
  /** Harmless: the line counts once. */
  | { readonly problem: "repeated"; readonly firstLine: number }
  /** Harmless: the host is always let in and never listed. */
  | { readonly problem: "host" }
  | { readonly problem: "too-many" };

/** True where a room must not be made before the line is corrected or removed. */
export function mustBeCorrected(line: AllowedLine): boolean {
  return "error" in line && line.error.problem !== "repeated" && line.error.problem !== "host";
}
