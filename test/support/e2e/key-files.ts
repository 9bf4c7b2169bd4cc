import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Key files as other programs make them, new ones each time. */

export interface KeyFile {
  readonly content: string;
  /** As OpenSSH writes it, without comment: type and base64. */
  readonly publicKey: string;
}

/** `ssh-keygen -t ecdsa`, then `-p -m PKCS8`: what the README advises. */
export function pkcs8FromSshKeygen(): KeyFile {
  return inFolder((folder) => {
    const file = join(folder, "key");
    sshKeygen("-q", "-t", "ecdsa", "-b", "256", "-N", "", "-m", "PKCS8", "-f", file);
    return { content: readFileSync(file, "utf8"), publicKey: publicKeyOf(file) };
  });
}

export function opensshFile(passphrase = ""): string {
  return inFolder((folder) => {
    const file = join(folder, "key");
    sshKeygen("-q", "-t", "ecdsa", "-b", "256", "-N", passphrase, "-f", file);
    return readFileSync(file, "utf8");
  });
}

export function jwkFile(): { readonly jwk: Record<string, unknown>; readonly pkcs8: string } {
  const { privateKey } = newPair("P-256");
  return {
    jwk: { ...privateKey.export({ format: "jwk" }) },
    pkcs8: privateKey.export({ format: "pem", type: "pkcs8" }) as string,
  };
}

export function pkcs8File(curve: "P-256" | "P-384" = "P-256", passphrase?: string): string {
  return newPair(curve).privateKey.export({
    format: "pem",
    type: "pkcs8",
    ...(passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase }),
  }) as string;
}

export function sec1File(): string {
  return newPair("P-256").privateKey.export({ format: "pem", type: "sec1" }) as string;
}

export function publicPem(): string {
  return newPair("P-256").publicKey.export({ format: "pem", type: "spki" }) as string;
}

export function rsaFile(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return privateKey.export({ format: "pem", type: "pkcs8" }) as string;
}

/** The line OpenSSH derives from a private key that it can read, without comment. */
export function publicKeyOfText(content: string): string {
  const { status, stdout, stderr } = spawnSync(
    "sh",
    ["-c", 'umask 077; f=$(mktemp); cat > "$f"; ssh-keygen -y -f "$f"; s=$?; rm -f "$f"; exit $s'],
    { input: content, encoding: "utf8", timeout: 10_000 },
  );
  if (status !== 0) throw new Error(`ssh-keygen -y: ${stderr}`);
  return withoutComment(stdout);
}

export function withoutComment(line: string): string {
  return line.trim().split(" ").slice(0, 2).join(" ");
}

function newPair(namedCurve: string): ReturnType<typeof generateKeyPairSync> {
  return generateKeyPairSync("ec", { namedCurve });
}

function publicKeyOf(file: string): string {
  return withoutComment(readFileSync(`${file}.pub`, "utf8"));
}

function sshKeygen(...args: string[]): void {
  const { status, stderr } = spawnSync("ssh-keygen", args, { encoding: "utf8", timeout: 10_000 });
  if (status !== 0) throw new Error(`ssh-keygen ${args.join(" ")}: ${stderr}`);
}

function inFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-keys-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
