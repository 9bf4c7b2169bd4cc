import type { Params, RequestName, Result } from "../../shared/requests.ts";
import type { AskerOf } from "../senders.ts";

/** How one request is read and answered. */
export interface Route<Name extends RequestName> {
  /** Builds the params anew from a value of unknown shape, or throws. */
  readonly parse: (params: unknown) => Params<Name>;
  readonly handle: (params: Params<Name>, asker: AskerOf<Name>) => Promise<Result<Name>>;
}

/** The routes of one area, or of all: a name without parser and handler does not compile. */
export type Routes<Names extends RequestName = RequestName> = {
  readonly [Name in Names]: Route<Name>;
};

export type NamesOf<Area extends string> = Extract<RequestName, `${Area}/${string}`>;
