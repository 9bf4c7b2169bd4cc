import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { jwkOfKey, keyIdOfJwk, openSshLine } from "../../protocol/public-key.ts";
import { keyOfBlob, keyOfPoint } from "../../protocol/read-key.ts";
import { buildJoin, parseJoin } from "../../protocol/join.ts";
import { verifyJoin } from "../../protocol/peer-statement.ts";
import { type Signed, signStatement, verifySigned } from "../../protocol/signed.ts";
import {
  armorSshSignature,
  type Namespace,
  namespaces,
  unarmorSshSignature,
} from "../../protocol/sshsig.ts";

import { joinFields } from "../support/protocol/joins.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";
import { makeSessionKeys } from "../support/protocol/session-keys.ts";
import { makeKeyOf, makeSigningKey, pointOfSecret } from "../support/protocol/signing-key.ts";
import { hasSshKeygen, sshKeygen, tempFolder } from "../support/protocol/ssh-keygen.ts";
import { vectors } from "../support/protocol/vectors.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const sshKeygenIsHere = hasSshKeygen();
const statements = [
  ["join", vectors.joinAlice.statement],
  ["room", vectors.manifest.statement],
  ["confirm", vectors.confirmBob.statement],
] as const;

const kinds = [
  ["ecdsa", "256", "ECDSA"],
  ["ecdsa", "384", "ECDSA"],
  ["ecdsa", "521", "ECDSA"],
  ["ed25519", "256", "ED25519"],
] as const;

describe.skipIf(!sshKeygenIsHere).each(kinds)("with ssh-keygen -t %s -b %s", (type, bits, kind) => {
  const crv = type === "ed25519" ? "Ed25519" : (`P-${bits}` as const);
  let folder: string;
  let keyFile: string;
  let publicKey: Signed["publicKey"];

  beforeAll(() => {
    const temporary = tempFolder();
    folder = temporary.path;
    keyFile = `${folder}/id_ecdsa`;
    sshKeygen(["-q", "-t", type, "-b", bits, "-N", "", "-C", "a test", "-f", keyFile]);
    const blob = readFileSync(`${keyFile}.pub`, "utf8").split(" ")[1]!;
    publicKey = jwkOfKey(keyOfBlob(new Uint8Array(Buffer.from(blob, "base64"))));
    return temporary.remove;
  });

  /** What `ssh-keygen -Y sign` makes of a statement, as it would travel. */
  function signedBySshKeygen(payload: string, namespace: string, more: string[] = []): Signed {
    const file = `${folder}/statement`;
    writeFileSync(file, payload);
    sshKeygen(["-Y", "sign", "-f", keyFile, "-n", namespace, ...more, file], "y\n");
    const signature = unarmorSshSignature(readFileSync(`${file}.sig`, "utf8"));
    return { payload, signature, publicKey };
  }

  test("its key has the id that it prints, and reads our line of it", async () => {
    const printed = sshKeygen(["-l", "-E", "sha256", "-f", `${keyFile}.pub`]);
    const id = await keyIdOfJwk(publicKey);
    expect(printed.split(" ")[1]).toBe(id);
    const line = openSshLine(publicKey, "a test");
    expect(line).toBe(readFileSync(`${keyFile}.pub`, "utf8").trim());
    writeFileSync(`${folder}/ours.pub`, `${openSshLine(publicKey, "Zoë  B\n\u202e.")}\n`);
    expect(sshKeygen(["-l", "-f", `${folder}/ours.pub`]).split(" ")[1]).toBe(id);
  });

  test.each(statements)("what it signs as a %s statement verifies here", async (name, text) => {
    const signed = signedBySshKeygen(text, namespaces[name]);
    expect(await verifySigned(signed, namespaces[name])).toBe(await keyIdOfJwk(publicKey));
  });

  test("a join statement that it signed lets its key into a call", async () => {
    const room = await makeRoom();
    const key = { ...(await makeSigningKey()), keyId: await keyIdOfJwk(publicKey) };
    const payload = buildJoin(joinFields(room, key, await makeSessionKeys()));
    const { join } = await verifyJoin(signedBySshKeygen(payload, namespaces.join));
    expect(join).toEqual(parseJoin(payload));
  });

  test("what it signs over SHA-256 or for another namespace is refused here", async () => {
    const [, text] = statements[0];
    const bySha256 = signedBySshKeygen(text, namespaces.join, ["-O", "hashalg=sha256"]);
    await expectRefusal(() => verifySigned(bySha256, namespaces.join), "envelope", "auth");
    for (const namespace of ["file", "git", "latchkey-join-v2"]) {
      const signed = signedBySshKeygen(text, namespace);
      await expectRefusal(() => verifySigned(signed, namespaces.join), "namespace", "auth");
    }
  });

  /** Exit status and output of `ssh-keygen -Y verify` for what we signed. */
  async function verifiedBySshKeygen(
    signed: Signed,
    namespace: Namespace,
    read = signed.payload,
  ): Promise<string> {
    const allowed = `${folder}/allowed_signers`;
    writeFileSync(allowed, `anna ${openSshLine(signed.publicKey)}\n`);
    writeFileSync(`${folder}/ours.sig`, armorSshSignature(signed.signature));
    const files = ["-f", allowed, "-I", "anna", "-n", namespace, "-s", `${folder}/ours.sig`];
    return sshKeygen(["-Y", "verify", ...files], read);
  }

  test.each(statements)("what we sign as a %s statement verifies there", async (name, text) => {
    for (let i = 0; i < 5; i++) {
      const key = await makeKeyOf(crv);
      const signed = await signStatement(text, namespaces[name], key.key, key.sign);
      expect(await verifiedBySshKeygen(signed, namespaces[name])).toContain(
        `Good "${namespaces[name]}" signature for anna with ${kind} key ${key.keyId}`,
      );
    }
  });

  test("what we sign fails there for another purpose or another text", async () => {
    const key = await makeKeyOf(crv);
    const [, text] = statements[0];
    const signed = await signStatement(text, namespaces.join, key.key, key.sign);
    await expect(verifiedBySshKeygen(signed, namespaces.room)).rejects.toThrow("namespace");
    await expect(verifiedBySshKeygen(signed, namespaces.join, `${text} `)).rejects.toThrow(
      "incorrect signature",
    );
  });

  test.each([
    ["joinAlice", vectors.joinAlice, namespaces.join, vectors.keys.aliceId.d],
    ["joinBob", vectors.joinBob, namespaces.join, vectors.keys.bobId.d],
    ["manifest", vectors.manifest, namespaces.room, vectors.keys.aliceId.d],
    ["confirmBob", vectors.confirmBob, namespaces.confirm, vectors.keys.bobId.d],
  ] as const)("the published vector %s verifies there", async (_, vector, namespace, secret) => {
    const signed = {
      payload: vector.statement,
      signature: vector.sshsigBase64,
      publicKey: jwkOfKey(keyOfPoint(pointOfSecret(secret))),
    };
    const said = await verifiedBySshKeygen(signed, namespace);
    expect(said.trim().replace(" for anna ", " for x ")).toBe(vector.sshKeygen);
  });
});
