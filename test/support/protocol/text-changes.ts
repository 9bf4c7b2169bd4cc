/** `text` with the value of its first line `name` replaced; fails where there is no such line. */
export function withLine(text: string, name: string, value: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith(`${name}: `));
  if (at === -1) throw new Error(`no line ${name}`);
  return lines.with(at, `${name}: ${value}`).join("\n");
}

/** `text` without its first line `name`. */
export function withoutLine(text: string, name: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith(`${name}: `));
  if (at === -1) throw new Error(`no line ${name}`);
  return lines.toSpliced(at, 1).join("\n");
}

/** The first character of `text` that differs, so that a value stays of its kind but not the same. */
export function otherFirst(text: string): string {
  return (text.startsWith("A") ? "B" : "A") + text.slice(1);
}

/** Every text that differs from `text` in one character, is one longer or one shorter. */
export function* changedTexts(text: string, replacements: readonly string[]): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    for (const other of replacements) {
      if (other !== text[at]) yield text.slice(0, at) + other + text.slice(at + 1);
      yield text.slice(0, at) + other + text.slice(at);
    }
    yield text.slice(0, at) + text.slice(at + 1);
    yield text.slice(0, at);
  }
  for (const other of replacements) yield text + other;
}

/** Every byte string that differs from `bytes` in one byte or is cut off. */
export function* changedBytes(
  bytes: Uint8Array<ArrayBuffer>,
  masks: readonly number[] = [1, 0x80, 0xff],
): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at++) {
    for (const mask of masks) yield bytes.with(at, bytes[at]! ^ mask);
    yield bytes.slice(0, at);
  }
  yield new Uint8Array([...bytes, 0]);
}
