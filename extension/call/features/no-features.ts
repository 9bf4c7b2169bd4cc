import { noMesh } from "../mesh/mesh-view.ts";
import { noRecording } from "../recording/recording-view.ts";
import { noCaptions } from "../captions/captions-view.ts";
import type { FeatureActions, FeatureViews } from "./features.ts";

/** Before there is a call, and in previews of the page. */
export const noFeatureViews: FeatureViews = {
  hands: { isMineRaised: false, raised: [] },
  chat: { entries: [], trimmed: 0, unread: 0 },
  files: { files: [], unread: 0 },
  reactions: [],
  mesh: noMesh,
  recording: noRecording,
  captions: noCaptions,
};

const nothing = (): void => undefined;

export const noFeatureActions: FeatureActions = {
  raiseHand: nothing,
  sayInChat: () => false,
  readChat: nothing,
  saveText: nothing,
  sendFiles: nothing,
  acceptFile: nothing,
  refuseFile: nothing,
  pauseFile: nothing,
  cancelFile: nothing,
  saveFile: nothing,
  dismissFile: nothing,
  readFiles: nothing,
  react: nothing,
  showSizes: nothing,
  watchStatistics: nothing,
  startRecording: nothing,
  captionMe: nothing,
  showCaptions: nothing,
  stopRecording: nothing,
};
