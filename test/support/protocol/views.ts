import { expect } from "vitest";
import {
  firstView,
  type ListOutcome,
  type ListView,
  nextView,
} from "../../../protocol/access-list.ts";
import type { VerifiedList } from "../../../protocol/signed-list.ts";

/** What is known after `lists`, in their order; fails where one is not accepted. */
export function viewAfter(first: VerifiedList, ...later: readonly VerifiedList[]): ListView {
  let view = acceptedView(firstView(first, first.list.issuedAtMs));
  for (const list of later) view = acceptedView(nextView(view, list, list.list.issuedAtMs));
  return view;
}

export function acceptedView(outcome: ListOutcome): ListView {
  if (outcome.outcome === "accepted") return outcome.view;
  throw expect.fail(`not accepted: ${JSON.stringify(outcome).slice(0, 300)}`);
}
