import { makeDhKey, makeFingerprint } from "../protocol/session-keys.ts";
import { makeSigningKey } from "../protocol/signing-key.ts";
import type { SessionKeys } from "../../../extension/call/session/session-keys.ts";

/** A certificate for links without a browser: nothing but its fingerprint. */
interface PaperCertificate extends RTCCertificate {
  readonly fingerprint: string;
}

export function makePaperCertificate(): RTCCertificate {
  const certificate: PaperCertificate = {
    fingerprint: makeFingerprint(),
    expires: Number.POSITIVE_INFINITY,
    getFingerprints: () => [],
  };
  return certificate;
}

export function fingerprintOf(certificate: RTCCertificate): string {
  return (certificate as PaperCertificate).fingerprint;
}

/** What a call tab makes for one call, without a browser. */
export async function makePaperKeys(): Promise<SessionKeys> {
  const certificate = makePaperCertificate();
  const [signing, dh] = await Promise.all([makeSigningKey(), makeDhKey()]);
  return {
    sign: signing.sign,
    signPoint: signing.point,
    dh: dh.privateKey,
    certificate,
    statement: {
      sessionSign: signing.pointText,
      sessionDh: dh.pointText,
      sessionDtls: fingerprintOf(certificate),
    },
  };
}
