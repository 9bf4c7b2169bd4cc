import { ProtocolError } from "../../../protocol/codes.ts";

/** Counts what a parser was given, and holds it to the rule: one accepted form per meaning. */
export interface Strictness {
  /** How many inputs were refused and accepted so far. */
  readonly tally: { refused: number; accepted: number };
  /**
   * Gives `input` to `rebuild`, which parses it and writes it again. Throws where anything but a
   * ProtocolError is thrown, or where what was accepted would be written otherwise.
   */
  readonly judge: <Input extends string | Uint8Array>(
    input: Input,
    rebuild: (input: Input) => string | Uint8Array,
  ) => void;
}

export function createStrictness(): Strictness {
  const tally = { refused: 0, accepted: 0 };
  return {
    tally,
    judge: (input, rebuild) => {
      let rebuilt: string | Uint8Array;
      try {
        rebuilt = rebuild(input);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw crash(input, error);
        tally.refused += 1;
        return;
      }
      tally.accepted += 1;
      const isSame =
        typeof input === "string" ? rebuilt === input : Buffer.compare(bytes(rebuilt), input) === 0;
      if (!isSame) throw new Error(`accepted ${show(input)} as ${show(rebuilt)}`);
    },
  };
}

function crash(input: string | Uint8Array, cause: unknown): Error {
  return new Error(`crashed on ${show(input)}`, { cause });
}

function bytes(value: string | Uint8Array): Uint8Array {
  return typeof value === "string" ? Buffer.from(value) : value;
}

function show(value: string | Uint8Array): string {
  return JSON.stringify(typeof value === "string" ? value : Buffer.from(value).toString("hex"));
}
