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

interface SubtleCrypto {
  digest(algorithm: "SHA-256" | "SHA-512", data: BufferSource): Promise<ArrayBuffer>;
  importKey(
    format: "raw" | "jwk",
    keyData: BufferSource | object,
    algorithm: string | { name: string; namedCurve?: string; hash?: string },
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  sign(
    algorithm: string | { name: string; hash: string },
    key: CryptoKey,
    data: BufferSource,
  ): Promise<ArrayBuffer>;
  verify(
    algorithm: string | { name: string; hash: string },
    key: CryptoKey,
    signature: BufferSource,
    data: BufferSource,
  ): Promise<boolean>;
  deriveBits(algorithm: object, key: CryptoKey, length: number): Promise<ArrayBuffer>;
  encrypt(algorithm: object, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
}

declare const crypto: {
  readonly subtle: SubtleCrypto;
  getRandomValues<T extends ArrayBufferView<ArrayBuffer>>(array: T): T;
};

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label: "utf-8", options: { fatal: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array<ArrayBuffer>): string;
}
declare class URL {
  constructor(text: string);
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly host: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
declare function btoa(binary: string): string;
declare function atob(base64: string): string;
