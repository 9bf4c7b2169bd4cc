/**
 * One path for all dark squares of a QR code, in squares of one unit: each run in a row is one
 * rectangle, so that no hair line shows between neighbours.
 */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) =>
      runs(row).map(([start, length]) => `M${start} ${y}h${length}v1h-${length}z`),
    )
    .join("");
}

function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    const last = found.at(-1);
    if (!isDark) continue;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  }
  return found;
}
