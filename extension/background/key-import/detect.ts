import type { AppErrorCode } from "../../shared/errors.ts";
import { keyFileMaxLength } from "../limits.ts";

/** What a text is, as far as its outside tells. */
export type Detected =
  /** `body`: base64 with its line breaks. */
  | { readonly format: PemFormat; readonly body: string }
  | { readonly format: "jwk"; readonly jwk: object }
  | { readonly format: "refused"; readonly code: AppErrorCode };

export type PemFormat = "pkcs8" | "pkcs8-locked" | "sec1" | "openssh";

/** Labels of PEM blocks that can be read. */
const pemFormats: Readonly<Record<string, PemFormat>> = {
  "PRIVATE KEY": "pkcs8",
  "ENCRYPTED PRIVATE KEY": "pkcs8-locked",
  "EC PRIVATE KEY": "sec1",
  "OPENSSH PRIVATE KEY": "openssh",
};

/** Blocks that may stand in a file beside its private key; nothing in them is read. */
const besides = new Set([
  "EC PARAMETERS",
  "DH PARAMETERS",
  "DSA PARAMETERS",
  "PUBLIC KEY",
  "EC PUBLIC KEY",
  "RSA PUBLIC KEY",
  "CERTIFICATE",
  "X509 CERTIFICATE",
  "TRUSTED CERTIFICATE",
  "CERTIFICATE REQUEST",
]);

export function detect(file: string): Detected {
  const text = file.replace(/^\uFEFF/, "").trim();
  if (text.length > keyFileMaxLength) return refused("wallet/import-too-large");
  if (text === "") return refused("wallet/import-empty");
  // U+FFFD is what reading bytes as text leaves of those that are none: a .p12 file, an archive.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\x00-\x08\x0e-\x1f\x7f\uFFFD]/.test(text)) return refused("wallet/import-not-text");
  if (text.includes("-----BEGIN ")) return detectPem(text);
  if (/^[{[]/.test(text)) return detectJson(text);
  return refused(lineCode(text));
}

function detectPem(text: string): Detected {
  const labels = [...text.matchAll(/-----BEGIN ([^\n\r-]*)-----/g)].map(([, label = ""]) => label);
  const [label, ...more] = labels.filter((candidate) => !besides.has(candidate));
  if (more.length > 0) return refused("wallet/import-several-keys");
  if (label === undefined) {
    if (labels.some((other) => other.includes("PUBLIC KEY"))) {
      return refused("wallet/import-public-key");
    }
    const isCertificate = labels.some((other) => other.includes("CERTIFICATE"));
    return refused(isCertificate ? "wallet/import-certificate" : "wallet/import-unknown-format");
  }
  const escaped = label.replace(/[^A-Z0-9 ]/g, String.raw`\$&`);
  const block = new RegExp(`-----BEGIN ${escaped}-----([^-]*)-----END ${escaped}-----`).exec(text);
  const body = block?.[1];
  // Encrypted by MD5 of the passphrase, once: nothing to keep a key in.
  if (/^\s*(Proc-Type:.*ENCRYPTED|DEK-Info:)/m.test(text)) return refused("wallet/import-cipher");
  const format = Object.hasOwn(pemFormats, label) ? pemFormats[label] : undefined;
  if (format === undefined) return refused(pemCode(label));
  return body === undefined ? refused("wallet/import-damaged") : { format, body };
}

function pemCode(label: string): AppErrorCode {
  switch (label) {
    case "RSA PRIVATE KEY":
    case "DSA PRIVATE KEY":
    case "PGP PRIVATE KEY BLOCK":
      return "wallet/import-other-algorithm";
    case "SSH2 PUBLIC KEY":
    case "PGP PUBLIC KEY BLOCK":
      return "wallet/import-public-key";
    default:
      return "wallet/import-unknown-format";
  }
}

function detectJson(text: string): Detected {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("wallet/import-damaged");
  }
  const set = Array.isArray(value) ? value : (value as { keys?: unknown }).keys;
  const keys: unknown[] = Array.isArray(set) ? set : [value];
  if (keys.length > 1) return refused("wallet/import-several-keys");
  const [jwk] = keys;
  if (typeof jwk !== "object" || jwk === null || !("kty" in jwk)) {
    return refused("wallet/import-unknown-format");
  }
  return { format: "jwk", jwk };
}

function lineCode(text: string): AppErrorCode {
  if (text.startsWith("PuTTY-User-Key-File-")) return "wallet/import-putty";
  if (/^(ssh|ecdsa|sk)-\S+-cert-v\d+@openssh\.com\s/m.test(text)) {
    return "wallet/import-certificate";
  }
  const isPublic =
    text.startsWith("---- BEGIN SSH2 PUBLIC KEY ----") ||
    /(^|\s)(ssh-[a-z0-9]+|ecdsa-sha2-nistp\d+|sk-\S+@openssh\.com)\s+AAAA/.test(text) ||
    /^SHA256:[A-Za-z0-9+/]{43}/.test(text);
  return isPublic ? "wallet/import-public-key" : "wallet/import-unknown-format";
}

function refused(code: AppErrorCode): Detected {
  return { format: "refused", code };
}
