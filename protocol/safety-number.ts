import { type Bytes, concat, utf8 } from "./bytes.ts";
import { sha512 } from "./hash.ts";

const rounds = 5_200;
const groups = 6;

/** 30 digits in six groups of five, to be compared by eye or read aloud. `blob`: SSH wire form. */
export async function safetyNumber(blob: Bytes): Promise<string> {
  let digest = await sha512(concat(utf8("latchkey/1 number\0"), blob));
  for (let round = 1; round < rounds; round++) digest = await sha512(concat(digest, blob));
  return Array.from({ length: groups }, (_, group) => {
    let value = 0;
    for (const byte of digest.subarray(group * 5, group * 5 + 5)) value = value * 256 + byte;
    return String(value % 100_000).padStart(5, "0");
  }).join(" ");
}
