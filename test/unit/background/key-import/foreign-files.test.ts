import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  importKeyFile,
  lockOf,
} from "../../../../extension/background/key-import/import-key-file.ts";
import { openLock } from "../../../../extension/popup/key-file/open-lock.ts";
import { signatureAlgorithm, verifyWithWebCrypto } from "../../../../protocol/sshsig.ts";
import { keyOfJwk, openSshLine } from "../../../../protocol/public-key.ts";
import { randomBytes } from "../../../../protocol/bytes.ts";
import { deriveHere } from "../../../support/background/derive-bcrypt.ts";
import { hasSshKeygen, sshKeygen, tempFolder } from "../../../support/protocol/ssh-keygen.ts";

// Files as ssh-keygen and openssl make them, of every kind and with every lock that is supported.

const folder = tempFolder();
afterAll(folder.remove);
const path = (name: string): string => join(folder.path, name);

const passphrase = "correct horse, battery – staple";

function openssl(args: readonly string[]): void {
  const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8", timeout: 20_000 });
  if (status !== 0) throw new Error(`openssl ${args.join(" ")}: ${stderr}`);
}

/** The handle signs, cannot be exported, and belongs to the key that OpenSSH says. */
async function expectKey(text: string, line: string, typed = ""): Promise<void> {
  const lock = lockOf(text);
  expect(lock === null).toBe(typed === "");
  const secret = lock && (await openLock(lock, typed, deriveHere));
  const { privateKey, publicKey } = await importKeyFile(text, secret);
  expect(openSshLine(publicKey)).toBe(line.trim().split(" ").slice(0, 2).join(" "));
  expect(privateKey).toMatchObject({ extractable: false, usages: ["sign"] });
  const key = keyOfJwk(publicKey);
  const data = randomBytes(40);
  const signed = await crypto.subtle.sign(signatureAlgorithm(key.type), privateKey, data);
  expect(await verifyWithWebCrypto(key, data, new Uint8Array(signed))).toBe(true);
}

async function codeOf(text: string, typed = ""): Promise<unknown> {
  try {
    const lock = lockOf(text);
    await importKeyFile(text, lock && (await openLock(lock, typed, deriveHere)));
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const kinds = [
  ["ecdsa", "256"],
  ["ecdsa", "384"],
  ["ecdsa", "521"],
  ["ed25519", "256"],
] as const;

describe.skipIf(!hasSshKeygen()).each(kinds)("a key of ssh-keygen -t %s -b %s", (type, bits) => {
  const name = `${type}-${bits}`;
  const make = (file: string, ...options: readonly string[]): string => {
    sshKeygen(["-q", "-t", type, "-b", bits, "-C", "me@home", "-f", path(file), ...options]);
    return readFileSync(path(`${file}.pub`), "utf8");
  };
  const content = (file: string): string => readFileSync(path(file), "utf8");
  let line: string;
  let lockedLine: string;
  beforeAll(() => {
    line = make(name, "-N", "");
    lockedLine = make(`${name}-locked`, "-N", passphrase);
  });

  test("is imported from OpenSSH's own form", () => expectKey(content(name), line));

  test("is imported with its passphrase, in any cipher in counter mode", async () => {
    await expectKey(content(`${name}-locked`), lockedLine, passphrase);
    for (const cipher of ["aes128-ctr", "aes192-ctr"]) {
      const file = `${name}-${cipher}`;
      const own = make(file, "-N", passphrase, "-Z", cipher, "-a", "2");
      await expectKey(content(file), own, passphrase);
    }
  });

  test("is not imported without, or with another one", async () => {
    const locked = content(`${name}-locked`);
    expect(await codeOf(locked, "Correct horse")).toBe("wallet/import-passphrase-wrong");
    await expect(importKeyFile(locked)).rejects.toMatchObject({
      code: "wallet/import-passphrase-needed",
    });
  });

  test("is refused in ciphers that are not supported, with a command that helps", async () => {
    for (const cipher of ["aes256-cbc", "aes256-gcm@openssh.com"]) {
      const file = `${name}-${cipher.slice(0, 10)}`;
      make(file, "-N", passphrase, "-Z", cipher, "-a", "2");
      expect(await codeOf(content(file), passphrase)).toBe("wallet/import-openssh-cipher");
    }
  });

  test("is imported from PKCS #8 and SEC 1, locked or not", async () => {
    if (type === "ed25519") return;
    writeFileSync(path(`${name}.pem`), content(name), { mode: 0o600 });
    sshKeygen(["-q", "-p", "-N", "", "-m", "PKCS8", "-f", path(`${name}.pem`)]);
    await expectKey(content(`${name}.pem`), line);
    openssl(["ec", "-in", path(`${name}.pem`), "-out", path(`${name}.sec1`)]);
    await expectKey(content(`${name}.sec1`), line);
    sshKeygen(["-q", "-p", "-N", passphrase, "-m", "PKCS8", "-f", path(`${name}.pem`)]);
    await expectKey(content(`${name}.pem`), line, passphrase);
  });

  test("is imported as OpenSSL locks it, with every derivation that is supported", async () => {
    const plain = path(`${name}.plain`);
    if (type === "ed25519") openssl(["genpkey", "-algorithm", "ed25519", "-out", plain]);
    else {
      const curve = { 256: "P-256", 384: "P-384", 521: "P-521" }[bits];
      openssl([
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        `ec_paramgen_curve:${curve}`,
        "-out",
        plain,
      ]);
    }
    const own = sshKeygenPublic(plain, type);
    for (const [cipher, prf] of [
      ["aes-256-cbc", "hmacWithSHA256"],
      ["aes-128-cbc", "hmacWithSHA1"],
      ["aes-192-cbc", "hmacWithSHA512"],
    ] as const) {
      const out = path(`${name}.${cipher}`);
      openssl(
        ["pkcs8", "-topk8", "-in", plain, "-out", out, "-passout", `pass:${passphrase}`].concat([
          "-v2",
          cipher,
          "-v2prf",
          prf,
          "-iter",
          "5000",
        ]),
      );
      const text = readFileSync(out, "utf8");
      if (own === null) expect(await codeOf(text, passphrase)).toBeNull();
      else await expectKey(text, own, passphrase);
      expect(await codeOf(text, "wrong")).toBe("wallet/import-passphrase-wrong");
    }
    for (const options of [["-scrypt"], ["-v2", "des3"], ["-v1", "PBE-SHA1-3DES"]]) {
      const out = path(`${name}.other`);
      openssl(["pkcs8", "-topk8", "-in", plain, "-out", out, "-passout", "pass:x", ...options]);
      expect(await codeOf(readFileSync(out, "utf8"), "x")).toBe("wallet/import-cipher");
    }
  });
});

/** OpenSSH 9.2 does not read Ed25519 in PKCS #8. */
function sshKeygenPublic(file: string, type: string): string | null {
  return type === "ed25519" ? null : sshKeygen(["-y", "-f", file]);
}
