// The last minute of one figure as a line. Who cannot see it is told its range and where it is now.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";

export interface SparklineProps {
  readonly name: string;
  /** The latest last. */
  readonly values: readonly number[];
  readonly word: (value: number) => string;
}

const width = 100;
const height = 24;

export function Sparkline(props: SparklineProps): JSX.Element {
  const most = (): number => Math.max(...props.values, 0);
  const least = (): number => Math.min(...props.values);
  const points = (): string =>
    props.values
      .map((value, index) => {
        const x = (index / Math.max(1, props.values.length - 1)) * width;
        const y = height - 2 - (most() === 0 ? 0 : value / most()) * (height - 4);
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      })
      .join(" ");
  const label = (): string => t("statsLine", props.name, props.word(least()), props.word(most()));
  return (
    <svg
      class="call-sparkline"
      role="img"
      aria-label={label()}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      <polyline points={points()} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
