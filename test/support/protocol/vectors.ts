import { readFileSync } from "node:fs";

/** One signed statement of the protocol's own vectors; bytes in hex unless named otherwise. */
export interface StatementVector {
  readonly statement: string;
  readonly statementSha256: string;
  readonly signedDataHex: string;
  /** r ‖ s of the deterministic signature (RFC 6979). */
  readonly p1363Rfc6979: string;
  readonly sshsigBase64: string;
  /** What ssh-keygen said of it. */
  readonly sshKeygen: string;
}

export interface Vectors {
  readonly keys: {
    readonly aliceId: { readonly d: string; readonly kid: string };
    readonly bobId: { readonly d: string; readonly kid: string };
    readonly aliceSession: string;
    readonly aliceDh: string;
    readonly bobSession: string;
    readonly bobDh: string;
    readonly fpAlice: string;
    readonly fpBob: string;
  };
  readonly jwkThumbprintAlice: string;
  readonly room: { readonly salt: string; readonly room: string };
  readonly joinAlice: StatementVector;
  readonly joinBob: StatementVector;
  readonly manifest: StatementVector;
  readonly confirmBob: StatementVector;
  readonly pair: Readonly<Record<PairKey, string>> & { readonly aliceIsLo: boolean };
  readonly bind: Readonly<Record<BindField, string>> & { readonly sas: readonly number[] };
  readonly numbers: { readonly alice: string; readonly bob: string };
  readonly box: { readonly plaintext: string; readonly counter: number; readonly wire: string };
}
type PairKey = "salt" | "sig lo>hi" | "sig hi>lo" | "app lo>hi" | "app hi>lo" | "bind";
type BindField =
  | "conn"
  | "nonceAlice"
  | "nonceBob"
  | "commitAlice"
  | "commitBob"
  | "T"
  | "macLo"
  | "macHi";

/** The protocol's own vectors. */
export const vectors = JSON.parse(
  readFileSync(new URL("../../protocol/vectors/latchkey.json", import.meta.url), "utf8"),
) as Vectors;

export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
