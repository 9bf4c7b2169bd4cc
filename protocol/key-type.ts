/** The kinds of identity keys: names in SSH and JWK, sizes, and the hash that each signs with. */

export interface EcdsaType {
  readonly kty: "EC";
  readonly crv: "P-256" | "P-384" | "P-521";
  /** Key and signature type in SSH (RFC 5656). */
  readonly ssh: string;
  readonly sshCurve: string;
  /** Bytes of a coordinate, of the scalar, and of r and s. */
  readonly width: number;
  readonly hash: "SHA-256" | "SHA-384" | "SHA-512";
}

export interface EdwardsType {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  /** RFC 8709. */
  readonly ssh: string;
  readonly width: 32;
}

export type KeyType = EcdsaType | EdwardsType;
export type Curve = KeyType["crv"];

export const p256: EcdsaType = {
  kty: "EC",
  crv: "P-256",
  ssh: "ecdsa-sha2-nistp256",
  sshCurve: "nistp256",
  width: 32,
  hash: "SHA-256",
};
const p384: EcdsaType = {
  kty: "EC",
  crv: "P-384",
  ssh: "ecdsa-sha2-nistp384",
  sshCurve: "nistp384",
  width: 48,
  hash: "SHA-384",
};
const p521: EcdsaType = {
  kty: "EC",
  crv: "P-521",
  ssh: "ecdsa-sha2-nistp521",
  sshCurve: "nistp521",
  width: 66,
  hash: "SHA-512",
};
const ed25519: EdwardsType = { kty: "OKP", crv: "Ed25519", ssh: "ssh-ed25519", width: 32 };

export const keyTypes: Readonly<Record<Curve, KeyType>> = {
  "P-256": p256,
  "P-384": p384,
  "P-521": p521,
  Ed25519: ed25519,
};

/** Undefined for a type that is not supported. */
export function keyTypeOfSsh(name: string): KeyType | undefined {
  return Object.values(keyTypes).find(({ ssh }) => ssh === name);
}

/** r ‖ s, or Ed25519's R ‖ S. */
export function signatureLength({ width }: KeyType): number {
  return 2 * width;
}
