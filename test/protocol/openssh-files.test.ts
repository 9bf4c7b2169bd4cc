import { describe, expect, test } from "vitest";
import { toBase64 } from "../../protocol/base64.ts";
import { keyIdOfPoint, openSshLine, jwkOfPoint, pointOfBlob } from "../../protocol/public-key.ts";
import {
  armorSshSignature,
  bytesToSign,
  decodeSshSignature,
  encodeSshSignature,
  unarmorSshSignature,
  verifyWithWebCrypto,
} from "../../protocol/sshsig.ts";
import { hasPublishedVectors, publishedText } from "../support/protocol/published-vectors.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";

const filesAreHere = hasPublishedVectors("OpenSSH's signature and key files");

/** The key blob of a line of authorized_keys. */
function blobOf(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(publishedText(path).split(" ")[1]!, "base64"));
}

describe.skipIf(!filesAreHere)("OpenSSH's own files", () => {
  test("its ECDSA signature is read, verifies, and is written again the same", async () => {
    const armored = publishedText("openssh/sshsig/ecdsa.sig");
    const parts = decodeSshSignature(unarmorSshSignature(armored));
    expect(parts.namespace).toBe(publishedText("openssh/sshsig/namespace"));
    expect(parts.point).toEqual(pointOfBlob(blobOf("openssh/sshsig/ecdsa.pub")));
    const statement = publishedText("openssh/sshsig/signed-data");
    const data = await bytesToSign(parts.namespace, statement);
    expect(await verifyWithWebCrypto(parts.point, data, parts.signature)).toBe(true);
    const other = await bytesToSign(parts.namespace, `${statement} `);
    expect(await verifyWithWebCrypto(parts.point, other, parts.signature)).toBe(false);
    const rewritten = encodeSshSignature(parts);
    expect(rewritten).toBe(unarmorSshSignature(armored));
    expect(armorSshSignature(rewritten)).toBe(armored);
  });

  test("its Ed25519 signature and key are refused as not supported yet", async () => {
    const base64 = unarmorSshSignature(publishedText("openssh/sshsig/ed25519.sig"));
    await expectRefusal(() => decodeSshSignature(base64), "public-key", "format");
    expect(() => decodeSshSignature(base64)).toThrow('"ssh-ed25519", not supported yet');
    const blob = blobOf("openssh/sshkey/ed25519_1.pub");
    await expectRefusal(() => pointOfBlob(blob), "public-key", "format");
  });

  test("its ECDSA key has the published fingerprint, and is written again the same", async () => {
    const line = publishedText("openssh/sshkey/ecdsa_1.pub").trim();
    const point = pointOfBlob(blobOf("openssh/sshkey/ecdsa_1.pub"));
    expect(await keyIdOfPoint(point)).toBe(publishedText("openssh/sshkey/ecdsa_1.fp").trim());
    expect(openSshLine(jwkOfPoint(point), line.split(" ").slice(2).join(" "))).toBe(line);
    expect(toBase64(blobOf("openssh/sshkey/ecdsa_1.pub"))).toBe(line.split(" ")[1]);
  });
});
