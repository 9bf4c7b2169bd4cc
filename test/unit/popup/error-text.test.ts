import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import catalogue from "../../../extension/_locales/en/messages.json" with { type: "json" };
import { importKeyFile, lockOf } from "../../../extension/background/key-import/import-key-file.ts";
import { openLock } from "../../../extension/popup/key-file/open-lock.ts";
import { type AppError, appErrorCodes } from "../../../extension/shared/errors.ts";
import { errorCommands, errorTextKey } from "../../../extension/shared/error-text.ts";
import { deriveHere } from "../../support/background/derive-bcrypt.ts";
import { hasSshKeygen, sshKeygen, tempFolder } from "../../support/protocol/ssh-keygen.ts";

describe("the text of an error", () => {
  it.each(appErrorCodes)("%s is one or two sentences of its own", (code) => {
    const { message } = catalogue[errorTextKey(code)];
    expect(message).toMatch(/^[A-Z].{20,180}\.$/);
    const others = appErrorCodes.filter((other) => other !== code);
    expect(others.map((other) => errorTextKey(other))).not.toContain(errorTextKey(code));
  });
});

function hasOpenssl(): boolean {
  if (spawnSync("sh", ["-c", "command -v openssl"]).status === 0) return true;
  console.warn("skipped: the commands that are advised, since openssl is not installed here");
  return false;
}

// What is advised is run: a command that does not lead to a file that can be imported is worse than
// none. PuTTY's is not installed with the other tools, and was run by hand.
describe.runIf(hasSshKeygen() && hasOpenssl())("the commands that are advised", () => {
  const folder = tempFolder();
  afterAll(() => folder.remove());
  const path = (name: string): string => join(folder.path, name);
  const run = (command: string): void => {
    const { status, stderr } = spawnSync("sh", ["-ec", command], {
      cwd: folder.path,
      encoding: "utf8",
      timeout: 20_000,
    });
    if (status !== 0) throw new Error(stderr);
  };
  const codeOf = async (name: string, passphrase = ""): Promise<string | null> => {
    const text = readFileSync(path(name), "utf8");
    try {
      const lock = lockOf(text);
      await importKeyFile(text, lock && (await openLock(lock, passphrase, deriveHere)));
      return null;
    } catch (error) {
      return (error as AppError).code;
    }
  };
  /** As the command asks for them on a terminal. */
  const answering = (command: string): string =>
    command
      .replace("ssh-keygen -p ", "ssh-keygen -p -P secret -N secret ")
      .replace(/^openssl pkcs8 .*/, "$& -passin pass:secret -passout pass:secret")
      .replace("ssh-keygen -t ecdsa ", '$& -N "" -q ');

  it("lock an OpenSSH key anew, and leave the original alone", async () => {
    sshKeygen(["-q", "-t", "ecdsa", "-N", "secret", "-Z", "aes256-cbc", "-f", path("id_ecdsa")]);
    expect(await codeOf("id_ecdsa", "secret")).toBe("wallet/import-openssh-cipher");
    run(answering(errorCommands["wallet/import-openssh-cipher"]!));
    expect(await codeOf("latchkey.key", "secret")).toBeNull();
    expect(await codeOf("id_ecdsa", "secret")).toBe("wallet/import-openssh-cipher");
  });

  it.each([
    "openssl pkcs8 -topk8 -in plain.pem -passout pass:secret -scrypt",
    "openssl pkcs8 -topk8 -in plain.pem -passout pass:secret -v2 des3",
    "openssl ec -in plain.pem -aes256 -passout pass:secret",
  ])("lock a key anew that comes from %s", async (make) => {
    run("openssl ecparam -name prime256v1 -genkey -noout -out plain.pem");
    run(`${make} > key.pem`);
    expect(await codeOf("key.pem", "secret")).toBe("wallet/import-cipher");
    run(answering(errorCommands["wallet/import-cipher"]!));
    expect(await codeOf("latchkey.pem", "secret")).toBeNull();
  });

  it.each(["wallet/import-other-curve", "wallet/import-other-algorithm"] as const)(
    "make a new key for %s",
    async (code) => {
      run("rm -f latchkey latchkey.pub");
      run(answering(errorCommands[code]!));
      expect(await codeOf("latchkey")).toBeNull();
    },
  );
});
