import { median } from "./measure.ts";

/** One benchmark: `npm run bench <name>` runs it alone. */
export interface Row {
  readonly name: string;
  readonly run: (setting: Setting) => Promise<readonly Comparison[]>;
}

export interface Setting {
  /** How often every program is measured. */
  readonly rounds: number;
  /** 1, or less to see quickly whether everything runs: its figures mean nothing. */
  readonly scale: number;
  /** A line about how far it is. */
  readonly told: (what: string) => void;
}

/** Latchkey beside one other program, or beside a budget. */
export interface Comparison {
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  /** Medians. */
  readonly latchkey: number;
  readonly against: string;
  readonly other: number;
  /** Latchkey's figure by the other's: the median of what the rounds gave. */
  readonly ratio: number;
  readonly reach: Reach;
  readonly isMet: boolean;
  /** Every round's figures, in their order. */
  readonly rounds: { readonly latchkey: readonly number[]; readonly other: readonly number[] };
}

export type Reach = { readonly atLeast: number } | { readonly atMost: number };

interface Compared {
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  readonly against: string;
  readonly reach: Reach;
}

export function compare(
  compared: Compared,
  latchkey: readonly number[] | undefined,
  other: readonly number[] | undefined,
): Comparison {
  if (latchkey === undefined || other === undefined) {
    throw new Error(`${compared.what}: one of the two was not measured`);
  }
  const ratio = median(latchkey.map((figure, round) => figure / (other[round] ?? Number.NaN)));
  return {
    ...compared,
    latchkey: median(latchkey),
    other: median(other),
    ratio,
    isMet: isReached(compared.reach, ratio),
    rounds: { latchkey, other },
  };
}

function isReached(reach: Reach, ratio: number): boolean {
  return "atLeast" in reach ? ratio >= reach.atLeast : ratio <= reach.atMost;
}
