import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A statement as it went over the wire. */
export interface SentStatement {
  readonly payload: string;
  /** Base64 of the SSHSIG envelope. */
  readonly signature: string;
}

/** The statement that a call tab sent: its join, or the list that opens a room. */
export function signedIn(sent: readonly string[], type: "auth" | "create"): SentStatement {
  for (const frame of sent) {
    const message = JSON.parse(frame) as SentStatement & { type: string; list: SentStatement };
    if (message.type === type) return type === "create" ? message.list : message;
  }
  throw new Error(`no frame of type ${type} was sent`);
}

export function hasSshKeygen(): boolean {
  return spawnSync("ssh-keygen", ["-?"], { stdio: "ignore" }).error === undefined;
}

/**
 * Asks OpenSSH itself whether this key signed this very text.
 *
 * @param publicKey line for authorized_keys
 * @returns what `ssh-keygen -Y verify` says
 */
export function verifyWithSshKeygen(
  publicKey: string,
  namespace: string,
  { payload, signature }: SentStatement,
): { readonly accepted: boolean; readonly says: string } {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-verify-"));
  try {
    const [type, key] = publicKey.split(" ");
    const signers = join(folder, "allowed_signers");
    const signatureFile = join(folder, "statement.sig");
    writeFileSync(signers, `them ${type} ${key}\n`);
    const lines = signature.match(/.{1,70}/g) ?? [];
    writeFileSync(
      signatureFile,
      ["-----BEGIN SSH SIGNATURE-----", ...lines, "-----END SSH SIGNATURE-----", ""].join("\n"),
    );
    const { status, stdout, stderr } = spawnSync(
      "ssh-keygen",
      ["-Y", "verify", "-f", signers, "-I", "them", "-n", namespace, "-s", signatureFile],
      { input: payload, encoding: "utf8", timeout: 10_000 },
    );
    return { accepted: status === 0, says: `${stdout}${stderr}`.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
