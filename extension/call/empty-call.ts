import type { CallActions, CallView, Stage } from "./call-view.ts";
import { noShare } from "./media/screen-share.ts";
import { noFeatureActions, noFeatureViews } from "./features/no-features.ts";
import { noProof, noProofActions } from "./proof/proof-view.ts";
import { firstPreferences } from "./preferences.ts";

/** The call tab before its room is known, or where it never will be. */
export function emptyCall(server: string, roomId: string, stage: Stage): CallView {
  return {
    ...noFeatureViews,
    stage,
    server,
    roomId,
    link: "",
    host: null,
    hostName: null,
    isOwnRoom: false,
    identities: [],
    identity: null,
    media: {
      camera: "off",
      microphone: "off",
      cameraId: "",
      microphoneId: "",
      speakerId: "",
      cameras: [],
      microphones: [],
      speakers: [],
      preview: null,
      level: 0,
    },
    share: noShare,
    peers: [],
    knocks: [],
    notices: [],
  };
    preferences: firstPreferences,
}

const nothing = (): void => undefined;

export const noActions: CallActions = {
  ...noFeatureActions,
  chooseIdentity: nothing,
  join: nothing,
  cancel: nothing,
  leave: nothing,
  backToLobby: () => location.reload(),
  setMicrophone: nothing,
  setCamera: nothing,
  chooseDevice: nothing,
  retryMedia: nothing,
  shareScreen: nothing,
  stopSharing: nothing,
  setShareSuits: nothing,
  copyLink: nothing,
  confirmIdentity: nothing,
  admit: nothing,
  dismissKnock: nothing,
  dismissNotice: nothing,
};
  prefer: nothing,
