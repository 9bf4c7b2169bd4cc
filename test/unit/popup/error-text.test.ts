import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import catalogue from "../../../extension/_locales/en/messages.json" with { type: "json" };
import { appErrorCodes } from "../../../extension/shared/errors.ts";
import { errorCommands, errorTextKeys } from "../../../extension/shared/error-text.ts";
import { hasSshKeygen, sshKeygen, tempFolder } from "../../support/protocol/ssh-keygen.ts";

describe("the text of an error", () => {
  it.each(appErrorCodes)("%s is one or two sentences of its own", (code) => {
    const { message } = catalogue[errorTextKeys[code]];
    expect(message).toMatch(/^[A-Z].{20,180}\.$/);
    const others = appErrorCodes.filter((other) => other !== code);
    expect(others.map((other) => errorTextKeys[other])).not.toContain(errorTextKeys[code]);
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
  const firstLine = (name: string): string => readFileSync(path(name), "utf8").split("\n")[0]!;
  const importable = "-----BEGIN PRIVATE KEY-----";

  it("convert an OpenSSH key, and leave the original alone", () => {
    sshKeygen(["-q", "-t", "ecdsa", "-N", "", "-f", path("id_ecdsa")]);
    run(errorCommands["wallet/import-openssh"]!);
    expect(firstLine("latchkey.pem")).toBe(importable);
    expect(firstLine("id_ecdsa")).toBe("-----BEGIN OPENSSH PRIVATE KEY-----");
  });

  it.each([
    ["wallet/import-encrypted", "openssl pkcs8 -topk8 -in plain.pem -passout pass:secret"],
    ["wallet/import-encrypted", "openssl ec -in plain.pem -aes256 -passout pass:secret"],
    ["wallet/import-sec1", "cat plain.pem"],
  ] as const)("convert a key for %s", (code, make) => {
    run("openssl ecparam -name prime256v1 -genkey -noout -out plain.pem");
    run(`${make} > key.pem`);
    expect(firstLine("key.pem")).not.toBe(importable);
    writeFileSync(path("latchkey.pem"), "");
    run(`${errorCommands[code]!} -passin pass:secret`);
    expect(firstLine("latchkey.pem")).toBe(importable);
  });

  it.each(["wallet/import-other-curve", "wallet/import-other-algorithm"] as const)(
    "make a new key for %s",
    (code) => {
      run("rm -f latchkey latchkey.pub");
      run(errorCommands[code]!);
      expect(firstLine("latchkey")).toBe(importable);
      expect(firstLine("latchkey.pub")).toMatch(/^ecdsa-sha2-nistp256 /);
    },
  );
});
