/** One program of a comparison; `measure` gives one figure of it, from its start to its end. */
export interface Contender {
  readonly name: string;
  readonly measure: () => Promise<readonly number[]>;
}

/** What a contender gave: one list a figure, one entry a round. */
export type Figures = ReadonlyMap<string, readonly (readonly number[])[]>;

/**
 * Measures the contenders one after the other, round by round, so that what else the machine does
 * meets all of them.
 */
export async function inTurn(
  contenders: readonly Contender[],
  rounds: number,
  told: (what: string) => void,
): Promise<Figures> {
  const figures = new Map<string, number[][]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, measure } of inOrder(contenders, round)) {
      const found = await measure();
      told(`round ${round + 1} of ${rounds}, ${name}: ${found.map(roughly).join(", ")}`);
      const lists = figures.get(name) ?? found.map(() => []);
      found.forEach((figure, index) => lists[index]?.push(figure));
      figures.set(name, lists);
    }
  }
  return figures;
}

/** Each round begins with another one. */
export function inOrder<Item>(items: readonly Item[], round: number): readonly Item[] {
  const first = round % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error("there is nothing to measure");
  return (lower + upper) / 2;
}

/** Three or more digits that mean something. */
export function roughly(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(value >= 10 ? 1 : 2);
}
