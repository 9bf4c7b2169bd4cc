/**
 * The order of the small tiles beside the stage, from the order before. Who leaves the stage takes
 * the place of who enters it, so that nobody else moves.
 */
export function stripOrder(
  before: readonly string[],
  wasLarge: readonly string[],
  small: readonly string[],
): readonly string[] {
  const isSmall = new Set(small);
  const kept = before.filter((id) => isSmall.has(id));
  const known = new Set(kept);
  const down = wasLarge.filter((id) => isSmall.has(id) && !known.has(id));
  const swapped = before.flatMap((id) => (isSmall.has(id) ? [id] : down.splice(0, 1)));
  const placed = new Set(swapped);
  return [...swapped, ...small.filter((id) => !placed.has(id))];
}
