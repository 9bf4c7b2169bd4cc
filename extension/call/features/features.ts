import type { Clock } from "../clock.ts";
import { createShownSizes, type ShownSizesActions } from "../mesh/shown-sizes.ts";
import type { CallFeature } from "./feature.ts";
import { createHands, type HandsActions, type HandsView } from "./hands.ts";
import { createReactions, type ReactionsActions, type ShownReaction } from "./reactions.ts";

/** Every feature of the call, built once a tab: the one place that names them all. */
export interface Features {
  readonly all: readonly CallFeature[];
  readonly views: () => FeatureViews;
  readonly actions: FeatureActions;
}

/** What the features show: part of the call's view. */
export interface FeatureViews {
  readonly hands: HandsView;
  readonly reactions: readonly ShownReaction[];
}

/** What people do with them: part of the call's actions. */
export interface FeatureActions extends HandsActions, ReactionsActions, ShownSizesActions {}

export interface FeaturesDeps {
  readonly clock: Clock;
  readonly changed: () => void;
}

export function createFeatures(deps: FeaturesDeps): Features {
  const hands = createHands(deps);
  const reactions = createReactions(deps);
  const shownSizes = createShownSizes();
  return {
    all: [hands.feature, reactions.feature],
    views: () => ({ hands: hands.view(), reactions: reactions.view() }),
    actions: { ...hands.actions, ...reactions.actions, ...shownSizes.actions },
  };
}
