import { type BcryptJob, deriveBytes } from "./derive-bytes.ts";

// A worker of its own: computing on the page would freeze it.

addEventListener("message", ({ data }: MessageEvent<BcryptJob>) => {
  const derived = deriveBytes(data);
  data.passphrase.fill(0);
  // The signature of a window's postMessage, which a worker's shares.
  postMessage(derived, { targetOrigin: "/" });
});
