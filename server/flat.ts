/** A copy. What was cut out of a longer text, or put together, keeps all of that in memory. */
export function flat<Text extends string>(text: Text): Text {
  return Buffer.from(text, "latin1").toString("latin1") as Text;
}
