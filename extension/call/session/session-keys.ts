import { fingerprintText } from "../../../protocol/bind-crypto.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { pointToText } from "../../../protocol/point.ts";
import type { Signer } from "../../../protocol/sshsig.ts";

/** The three keys of one call: memory of this tab, gone with it. One approval certifies them. */
export interface SessionKeys {
  /** Resume, and list changes by the host's session. */
  readonly sign: Signer;
  readonly signPoint: Bytes;
  /** Pairwise keys; never the signing key: one key, one purpose. */
  readonly dh: CryptoKey;
  readonly certificate: RTCCertificate;
  /** As the join statement carries them. */
  readonly statement: {
    readonly sessionSign: string;
    readonly sessionDh: string;
    readonly sessionDtls: string;
  };
}

export async function makeSessionKeys(): Promise<SessionKeys> {
  const curve = { namedCurve: "P-256" };
  const [signing, dh, certificate] = await Promise.all([
    crypto.subtle.generateKey({ name: "ECDSA", ...curve }, false, ["sign", "verify"]),
    crypto.subtle.generateKey({ name: "ECDH", ...curve }, false, ["deriveBits"]),
    RTCPeerConnection.generateCertificate({ name: "ECDSA", ...curve }),
  ]);
  const signPoint = await pointOf(signing.publicKey);
  const dhPoint = await pointOf(dh.publicKey);
  return {
    sign: async (data) =>
      new Uint8Array(
        await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, signing.privateKey, data),
      ),
    signPoint,
    dh: dh.privateKey,
    certificate,
    statement: {
      sessionSign: pointToText(signPoint),
      sessionDh: pointToText(dhPoint),
      sessionDtls: await fingerprintOf(certificate),
    },
  };
}

async function pointOf(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey("raw", key));
}

/** `sha-256 AB:CD:…` of a certificate that no connection has used yet. */
async function fingerprintOf(certificate: RTCCertificate): Promise<string> {
  // Firefox has no getFingerprints (bug 1525241): there an offer tells.
  const known = certificate.getFingerprints?.().find(({ algorithm }) => algorithm === "sha-256");
  const hex = known?.value ?? (await fingerprintFromOffer(certificate));
  return fingerprintText(Uint8Array.from(hex.split(":"), (byte) => Number.parseInt(byte, 16)));
}

async function fingerprintFromOffer(certificate: RTCCertificate): Promise<string> {
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  try {
    connection.createDataChannel("fingerprint");
    const { sdp = "" } = await connection.createOffer();
    const [, hex] = /^a=fingerprint:sha-256 ([0-9A-Fa-f:]{95})\r?$/m.exec(sdp) ?? [];
    if (hex === undefined) throw new Error("the browser names no certificate in its offer");
    return hex;
  } finally {
    connection.close();
  }
}
