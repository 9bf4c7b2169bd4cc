import { fromBase64 } from "../../../protocol/base64.ts";
import { ProtocolError } from "../../../protocol/codes.ts";
import { keyIdOf } from "../../../protocol/public-key.ts";
import { keyOfBlob } from "../../../protocol/read-key.ts";
import { keyTypeOfSsh } from "../../../protocol/key-type.ts";
import { SshReader } from "../../../protocol/ssh-wire.ts";
import type { LineProblem, ReadKey } from "./read-entry.ts";

/** Key types of sshd(8) that are not supported, and what people call them. */
const otherKinds: Readonly<Record<string, string>> = {
  "ssh-rsa": "RSA",
  "ssh-dss": "DSA",
  "sk-ecdsa-sha2-nistp256@openssh.com": "FIDO",
  "sk-ssh-ed25519@openssh.com": "FIDO",
};

const keyTypePattern = /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+$/;

/** Reads one line as sshd(8) describes it under AUTHORIZED_KEYS FILE FORMAT. */
export async function readAuthorizedKey(line: string): Promise<ReadKey | LineProblem> {
  const { options, rest } = splitOptions(line);
  const [, type = "", base64 = "", comment = ""] =
    /^(\S+)(?:\s+(\S+))?(?:\s+(.*))?$/.exec(rest) ?? [];
  if (!keyTypePattern.test(type)) return { problem: "not-a-key" };
  if (/-cert-v\d\d@openssh\.com$/.test(type)) return { problem: "certificate" };
  const otherKind = otherKinds[type];
  if (otherKind !== undefined) return { problem: "other-kind", name: otherKind };
  if (keyTypeOfSsh(type) === undefined) return { problem: "other-kind", name: type };
  if (options.includes("cert-authority")) return { problem: "authority" };
  try {
    const blob = fromBase64(base64);
    // The type stands twice, before the key and in it: a line that contradicts itself is damaged.
    if (new SshReader(blob).name() !== type) return { problem: "damaged" };
    return { key: await keyIdOf(keyOfBlob(blob)), comment };
  } catch (error) {
    if (error instanceof ProtocolError) return { problem: "damaged" };
    throw error;
  }
}

/** Options stand first, apart by commas; a value in double quotes may hold spaces and `\"`. */
const value = String.raw`="(?:\\"|\\(?!")|[^"\\])*"`;
const option = `[a-z0-9-]+(?:${value})?`;
const optionsPattern = new RegExp(`^${option}(?:,${option})*(?=\\s)`, "i");

/** The names of the options, in lower case, and the line behind them. */
function splitOptions(line: string): { options: readonly string[]; rest: string } {
  const [first = ""] = line.split(/\s/, 1);
  if (keyTypePattern.test(first)) return { options: [], rest: line };
  const [options] = optionsPattern.exec(line) ?? [];
  if (options === undefined) return { options: [], rest: line };
  const names = options.replace(new RegExp(value, "g"), "").toLowerCase();
  return { options: names.split(","), rest: line.slice(options.length).trim() };
}
