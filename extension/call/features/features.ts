import type { Clock } from "../clock.ts";
import type { CallFeature } from "./feature.ts";
import { createHands, type HandsActions, type HandsView } from "./hands.ts";

/** Every feature of the call, built once a tab: the one place that names them all. */
export interface Features {
  readonly all: readonly CallFeature[];
  readonly views: () => FeatureViews;
  readonly actions: FeatureActions;
}

/** What the features show: part of the call's view. */
export interface FeatureViews {
  readonly hands: HandsView;
}

/** What people do with them: part of the call's actions. */
export interface FeatureActions extends HandsActions {}

export interface FeaturesDeps {
  readonly clock: Clock;
  readonly changed: () => void;
}

export function createFeatures(deps: FeaturesDeps): Features {
  const hands = createHands(deps);
  return {
    all: [hands.feature],
    views: () => ({ hands: hands.view() }),
    actions: { ...hands.actions },
  };
}
