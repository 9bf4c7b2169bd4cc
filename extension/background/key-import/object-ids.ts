import { type EcdsaType, type KeyType, keyTypes } from "../../../protocol/key-type.ts";

/** Contents of DER object identifiers, in hex. */
export const objectIds = {
  ecPublicKey: "2a8648ce3d0201",
  ed25519: "2b6570",
} as const;

const curveIds: Readonly<Record<EcdsaType["crv"], string>> = {
  "P-256": "2a8648ce3d030107",
  "P-384": "2b81040022",
  "P-521": "2b81040023",
};

export function curveIdOf({ crv }: EcdsaType): string {
  return curveIds[crv];
}

/** Undefined for curves that are not supported. */
export function curveOfId(id: string): EcdsaType | undefined {
  return Object.values(keyTypes).find(
    (type: KeyType): type is EcdsaType => type.kty === "EC" && curveIds[type.crv] === id,
  );
}
