/** Sizes in which a face is sent: few, since each change begins with a whole picture anew. */
export interface Rung {
  /** Rows of pixels. */
  readonly height: number;
  readonly framesPerSecond: number;
  /** Bits a second for VP8 at which a face looks well at this size and rate. */
  readonly bits: number;
}

/** The larger a face, the more its movements are seen. */
const rungs: readonly [Rung, ...Rung[]] = [
  { height: 1080, framesPerSecond: 30, bits: 3_000_000 },
  { height: 720, framesPerSecond: 30, bits: 1_700_000 },
  { height: 540, framesPerSecond: 30, bits: 1_100_000 },
  { height: 360, framesPerSecond: 24, bits: 550_000 },
  { height: 270, framesPerSecond: 20, bits: 320_000 },
  // Up to here about one packet a frame: each packet more costs as much as its pixels do.
  { height: 216, framesPerSecond: 20, bits: 190_000 },
  { height: 180, framesPerSecond: 20, bits: 140_000 },
  { height: 120, framesPerSecond: 15, bits: 90_000 },
  { height: 90, framesPerSecond: 12, bits: 50_000 },
];

/** A picture may be drawn this much larger than it is: nobody sees it, and it costs less. */
const enlargedAtMost = 1.25;
const leastFramesPerSecond = 10;
const leastPart = 0.5;

/** The smallest rung that fills `height` rows; each slowdown takes a part of its frames. */
export function rungFor(height: number, slowdown: number): Rung {
  const rung = rungs.findLast((each) => each.height * enlargedAtMost >= height) ?? rungs[0];
  const framesPerSecond = Math.max(
    leastFramesPerSecond,
    Math.round(rung.framesPerSecond * 0.8 ** Math.max(0, slowdown)),
  );
  return { ...rung, framesPerSecond: Math.min(rung.framesPerSecond, framesPerSecond) };
}

export interface Means {
  readonly bits: number;
  /** Pixels a second. */
  readonly pixels: number;
  /** Width by height. */
  readonly aspect: number;
}

/** `wanted`, or the largest below it that the means allow; the least of all as long as half of its
 * bits are there, then none. */
export function largestWithin(wanted: Rung, means: Means): Rung | null {
  const below = rungs
    .filter(({ height }) => height < wanted.height)
    .map((rung) => slowedLike(rung, wanted));
  const fitting = [wanted, ...below].find((rung) => fits(rung, means));
  if (fitting !== undefined) return fitting;
  const least = below.at(-1) ?? wanted;
  return means.bits >= least.bits * leastPart ? least : null;
}

export function bitsFor({ bits }: Rung): number {
  return bits;
}

function fits({ height, framesPerSecond, bits }: Rung, means: Means): boolean {
  const pixels = height ** 2 * means.aspect * framesPerSecond;
  // A little less than what looks best still looks better than a smaller picture.
  return bits * 0.7 <= means.bits && pixels <= means.pixels;
}

function slowedLike(rung: Rung, wanted: Rung): Rung {
  return { ...rung, framesPerSecond: Math.min(rung.framesPerSecond, wanted.framesPerSecond) };
}
