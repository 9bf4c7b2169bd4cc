import type { KeyId, PublicJwk } from "../../protocol/public-key.ts";

/** The public facts of a key in the wallet. The private key never leaves the background. */
export interface Identity {
  readonly keyId: KeyId;
  readonly name: string;
  readonly publicKey: PublicJwk;
  readonly createdAtMs: number;
  readonly origin: "generated" | "imported";
}
