/** Sizes and speeds in words, in steps of a thousand as the browsers' download lists have them. */
export interface SizeWords {
  readonly bytes: (count: number) => string;
  readonly perSecond: (bytes: number) => string;
  readonly duration: (seconds: number) => string;
}

const steps = [
  { unit: "gigabyte", bytes: 1e9 },
  { unit: "megabyte", bytes: 1e6 },
  { unit: "kilobyte", bytes: 1e3 },
  { unit: "byte", bytes: 1 },
] as const;

const spans = [
  { unit: "hour", seconds: 3_600, from: 5_400 },
  { unit: "minute", seconds: 60, from: 100 },
  { unit: "second", seconds: 1, from: 0 },
] as const;

/** `language`: BCP 47 tag of the catalogue. */
export function sizeWords(language: string): SizeWords {
  const format = (value: number, unit: string): string =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: value < 10 && !unit.startsWith("byte") ? 1 : 0,
    }).format(value);
  const stepOf = (bytes: number): (typeof steps)[number] =>
    steps.find((step) => bytes >= step.bytes) ?? steps[3];
  return {
    bytes: (count) => {
      const step = stepOf(count);
      return format(count / step.bytes, step.unit);
    },
    perSecond: (bytes) => {
      const step = stepOf(bytes);
      return format(bytes / step.bytes, `${step.unit}-per-second`);
    },
    duration: (seconds) => {
      const span = spans.find(({ from }) => seconds >= from) ?? spans[2];
      const value = Math.max(1, Math.ceil(seconds / span.seconds));
      return new Intl.NumberFormat(language, {
        style: "unit",
        unit: span.unit,
        unitDisplay: "long",
      }).format(value);
    },
  };
}
