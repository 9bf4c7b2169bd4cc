import { isKeyId, type KeyId } from "../../../protocol/public-key.ts";
import { readAuthorizedKey } from "./authorized-key.ts";
import { readJwk } from "./jwk.ts";
import { looksPrivate } from "./private-key-signs.ts";

/** What an entry says. `comment` is as it was pasted. */
export interface ReadKey {
  readonly key: KeyId;
  readonly comment: string;
}

export type LineProblem =
  /** Somebody's private key: it must be discarded, and is neither kept nor sent. */
  | { readonly problem: "private-key" }
  /** `name`: the kind of key it is, such as "RSA". */
  | { readonly problem: "other-kind"; readonly name: string }
  | { readonly problem: "certificate" }
  /** A line of authorized_keys that trusts an authority's signatures. */
  | { readonly problem: "authority" }
  /** A public key in PEM or RFC 4716. */
  | { readonly problem: "key-file" }
  /** Begins like a key and is cut off, mistyped or not on the curve. */
  | { readonly problem: "damaged" }
  | { readonly problem: "not-a-key" };

/** Reads one entry of `entriesOf`. */
export async function readEntry(text: string): Promise<ReadKey | LineProblem> {
  if (looksPrivate(text)) return { problem: "private-key" };
  if (text.startsWith("{")) return readJwk(text);
  if (/^-{4,5} ?BEGIN /.test(text)) {
    return { problem: /^-{4,5} ?BEGIN .*CERTIFICATE/.test(text) ? "certificate" : "key-file" };
  }
  return readKeyId(text) ?? (await readAuthorizedKey(text));
}

/** `SHA256:… comment`, or a line of `ssh-keygen -lf`: `256 SHA256:… comment (ECDSA)`. */
function readKeyId(text: string): ReadKey | LineProblem | null {
  const [, bits, key = "", rest = ""] = /^(?:(\d+) )?(SHA256:\S*)(?:\s+(.*))?$/.exec(text) ?? [];
  if (key === "") return null;
  const [, comment = "", kind] =
    bits === undefined ? [rest, rest] : (/^(.*?)\s*\(([\w-]+)\)$/.exec(rest) ?? [rest, rest]);
  if (kind !== undefined && !/^(ECDSA|ED25519)$/.test(kind)) {
    return { problem: "other-kind", name: kind };
  }
  if (bits !== undefined && !/^(256|384|521)$/.test(bits)) {
    return { problem: "other-kind", name: kind ?? bits };
  }
  return isKeyId(key) ? { key, comment } : { problem: "damaged" };
}
