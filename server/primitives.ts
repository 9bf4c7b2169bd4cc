import { hash } from "node:crypto";
import type { Hash } from "../protocol/hash.ts";
import type { Primitives } from "../protocol/sshsig.ts";
import { createVerifier } from "./verifier.ts";

/**
 * What checking rests on, of node:crypto. WebCrypto hands every hash to another thread, which takes
 * ten times as long as a hash of a statement.
 */
export function createPrimitives(): Primitives {
  return { verify: createVerifier(), sha256: hashWith("sha256"), sha512: hashWith("sha512") };
}

function hashWith(algorithm: "sha256" | "sha512"): Hash {
  return (data) => new Uint8Array(hash(algorithm, data, "buffer"));
}
