/** A key id for reading: groups of four, apart by space only, so that a copy of it is the id. */
export function keyIdHtml(keyId: string): string {
  const [prefix = "", digits = ""] = keyId.split(":");
  const groups = digits.match(/.{1,4}/g) ?? [];
  const spans = [`${prefix}:`, ...groups].map((group) => `<span>${group}</span>`);
  return `<code class="key-id" dir="ltr" translate="no">${spans.join("<wbr>")}</code>`;
}
