import { t } from "../../../shared/i18n.ts";

/** Figures in words of the person's language. */
export interface FigureWords {
  readonly bits: (bitsPerSecond: number) => string;
  readonly part: (part: number) => string;
  readonly milliseconds: (ms: number) => string;
  readonly frames: (framesPerSecond: number) => string;
}

export function createFigureWords(language: string): FigureWords {
  const unit = (name: string, digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    });
  const mega = unit("megabit-per-second", 1);
  const kilo = unit("kilobit-per-second", 0);
  const milli = unit("millisecond", 0);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return {
    bits: (bits) => (bits >= 1e6 ? mega.format(bits / 1e6) : kilo.format(bits / 1e3)),
    part: (part) => percent.format(part),
    milliseconds: (ms) => milli.format(ms),
    frames: (frames) => t("statsFrames", whole.format(frames)),
  };
}
