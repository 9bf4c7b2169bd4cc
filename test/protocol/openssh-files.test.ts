import { describe, expect, test } from "vitest";
import { toBase64 } from "../../protocol/base64.ts";
import { jwkOfKey, keyIdOf, openSshLine } from "../../protocol/public-key.ts";
import { keyOfBlob } from "../../protocol/read-key.ts";
import {
  armorSshSignature,
  bytesToSign,
  decodeSshSignature,
  encodeSshSignature,
  unarmorSshSignature,
  verifyWithWebCrypto,
} from "../../protocol/sshsig.ts";
import { hasPublishedVectors, publishedText } from "../support/protocol/published-vectors.ts";

const filesAreHere = hasPublishedVectors("OpenSSH's signature and key files");

/** The key blob of a line of authorized_keys. */
function blobOf(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(publishedText(path).split(" ")[1]!, "base64"));
}

describe.skipIf(!filesAreHere)("OpenSSH's own files", () => {
  test.each(["ecdsa", "ed25519"])(
    "its signature by %s is read, verifies, and is written again the same",
    async (name) => {
      const armored = publishedText(`openssh/sshsig/${name}.sig`);
      const parts = decodeSshSignature(unarmorSshSignature(armored));
      expect(parts.namespace).toBe(publishedText("openssh/sshsig/namespace"));
      expect(parts.key).toEqual(keyOfBlob(blobOf(`openssh/sshsig/${name}.pub`)));
      const statement = publishedText("openssh/sshsig/signed-data");
      const data = await bytesToSign(parts.namespace, statement);
      expect(await verifyWithWebCrypto(parts.key, data, parts.signature)).toBe(true);
      const other = await bytesToSign(parts.namespace, `${statement} `);
      expect(await verifyWithWebCrypto(parts.key, other, parts.signature)).toBe(false);
      const rewritten = encodeSshSignature(parts);
      expect(rewritten).toBe(unarmorSshSignature(armored));
      expect(armorSshSignature(rewritten)).toBe(armored);
    },
  );

  test.each(["ecdsa_1", "ed25519_1"])(
    "its key %s has the published fingerprint, and is written again the same",
    async (name) => {
      const line = publishedText(`openssh/sshkey/${name}.pub`).trim();
      const key = keyOfBlob(blobOf(`openssh/sshkey/${name}.pub`));
      expect(await keyIdOf(key)).toBe(publishedText(`openssh/sshkey/${name}.fp`).trim());
      expect(openSshLine(jwkOfKey(key), line.split(" ").slice(2).join(" "))).toBe(line);
      expect(toBase64(blobOf(`openssh/sshkey/${name}.pub`))).toBe(line.split(" ")[1]);
    },
  );
});
