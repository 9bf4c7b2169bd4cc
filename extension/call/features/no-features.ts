import type { FeatureActions, FeatureViews } from "./features.ts";

/** Before there is a call, and in previews of the page. */
export const noFeatureViews: FeatureViews = {
  hands: { isMineRaised: false, raised: [] },
  reactions: [],
};

const nothing = (): void => undefined;

export const noFeatureActions: FeatureActions = {
  raiseHand: nothing,
  react: nothing,
  showSizes: nothing,
};
