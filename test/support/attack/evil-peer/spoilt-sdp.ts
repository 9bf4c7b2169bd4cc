import type { SpoilSdp } from "./evil-peer.ts";

/** A way to bring another certificate into a description; `certified` is what the statement says. */
export interface SdpAttack {
  /** One sentence: what is in the description that the victim gets. */
  readonly holds: string;
  readonly spoil: (certified: string) => SpoilSdp;
}

/** The attacker's own description names `used`, the certificate of the connection it comes from. */
export const sdpAttacks = {
  "swap-fingerprint": {
    holds: "the other certificate, in each section, as the browser wrote it",
    spoil: () => (sdp) => sdp,
  },
  "two-fingerprints": {
    holds: "the certified one, and behind it the other one",
    spoil: (certified) => each((line) => [`a=fingerprint:${certified}`, line]),
  },
  "other-fingerprint-first": {
    holds: "the other one, and behind it the certified one",
    spoil: (certified) => each((line) => [line, `a=fingerprint:${certified}`]),
  },
  "session-level-honest": {
    holds: "the certified one for the whole session, the other one in each section",
    spoil: (certified) => (sdp) => sdp.replace("m=", `a=fingerprint:${certified}\r\nm=`),
  },
  "session-level-evil": {
    holds: "the other one for the whole session, the certified one in each section",
    spoil: (certified) => (sdp) => {
      const [line = ""] = fingerprintLine.exec(sdp) ?? [];
      return each(() => [`a=fingerprint:${certified}`])(sdp).replace("m=", `${line}\r\nm=`);
    },
  },
  "odd-case": {
    holds: "the other one, behind a name in capitals",
    spoil: (certified) =>
      each((line) => [
        `a=fingerprint:${certified}`,
        line.replace("a=fingerprint:sha-256", "a=FINGERPRINT:SHA-256"),
      ]),
  },
  "space-for-colon": {
    holds: "the other one, behind a space where the colon belongs",
    spoil: (certified) =>
      each((line) => [`a=fingerprint:${certified}`, line.replace("fingerprint:", "fingerprint ")]),
  },
  "sha-1": {
    holds: "a SHA-1 fingerprint of anybody's and the other certificate",
    spoil: () => each((line) => [line, `a=fingerprint:sha-1 ${Array(20).fill("AB").join(":")}`]),
  },
  "line-feeds-only": {
    holds: "the other one, in lines that end without a carriage return",
    spoil: () => (sdp) => sdp.replaceAll("\r\n", "\n"),
  },
} as const satisfies Record<string, SdpAttack>;

/** Descriptions that two readers could read in two ways: they are not read at all. */
export const unreadableSdp = {
  "carriage-return": {
    holds: "the other one, behind a carriage return in the middle of a line",
    spoil: () => each((line) => [`a=mid-note:x\r${line}`]),
  },
  tab: {
    holds: "the other one, behind a tab",
    spoil: () => each((line) => [line.replace(" ", "\t")]),
  },
  "leading-space": {
    holds: "the other one, in a line that begins with a space",
    spoil: () => each((line) => [` ${line}`]),
  },
  "empty-description": { holds: "nothing at all", spoil: () => () => "v=0\r\n" },
} as const satisfies Record<string, SdpAttack>;

const fingerprintLine = /^a=fingerprint:.*$/m;

/** Every fingerprint line, replaced by these lines. */
function each(lines: (line: string) => readonly string[]): SpoilSdp {
  return (sdp) =>
    sdp
      .split("\r\n")
      .flatMap((line) => (fingerprintLine.test(line) ? lines(line) : [line]))
      .join("\r\n");
}
