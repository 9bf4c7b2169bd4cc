// The part of WebCrypto and of the encodings that browsers and Node share. Declared here, and no
// DOM or Node types loaded, so that the compiler refuses `window` and `process` in this folder.

type KeyUsage = "sign" | "verify" | "deriveBits" | "deriveKey" | "encrypt" | "decrypt";
type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;

interface CryptoKey {
  readonly algorithm: { readonly name: string };
  readonly extractable: boolean;
  readonly type: "private" | "public" | "secret";
  readonly usages: KeyUsage[];
}

interface CryptoKeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}
