// Letters of other scripts, and digits, that most fonts draw as Latin ones. Not Unicode's whole
// table of confusables (UTS #39, thousands of entries): names are read by a person beside the
// picture of a key, and what this misses is still shown as a new key's claim.
const lookalikes = new Map(
  Object.entries({
    a: "аα",
    b: "вβ",
    c: "с",
    d: "ԁ",
    e: "еε",
    h: "һн",
    j: "ј",
    k: "кκ",
    l: "iıӏι1|і",
    m: "м",
    n: "ո",
    o: "оο0օ",
    p: "рρ",
    s: "ѕ5",
    t: "тτ",
    u: "υս",
    v: "ν",
    x: "хχ",
    y: "уγ",
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/**
 * The same for names that a person would take for each other: case, width, accents, spacing and
 * punctuation make no difference to the eye, and some letters do not either.
 */
export function likeness(name: string): string {
  const plain = name
    .normalize("NFKD")
    // Upper case first: ß is ss, and both Greek sigmas are one.
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD");
  const letters = plain.replace(/[^\p{L}\p{N}|]/gu, "");
  // A name of signs only, such as an emoji, is compared as it is.
  const folded = letters === "" ? plain.replace(/\s/gu, "") : letters;
  return Array.from(folded, (letter) => lookalikes.get(letter) ?? letter).join("");
}
