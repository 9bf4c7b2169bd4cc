import type { CallActions, CallView, Stage } from "./call-view.ts";
import { noBackdrop } from "./backdrop/backdrop-view.ts";
import { allProcessing } from "./media/device-habits.ts";
import { noShare } from "./media/screen-share.ts";
import { noProof, noProofActions } from "./proof/proof-view.ts";
import { firstPreferences } from "./preferences.ts";
import { noFeatureActions, noFeatureViews } from "./features/no-features.ts";

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
      canPickSpeaker: false,
      preview: null,
      level: 0,
      speaksMuted: false,
      processing: allProcessing,
      habits: { pushToTalk: true, mutedHint: true, comingSounds: true },
    },
    backdrop: noBackdrop,
    share: noShare,
    preferences: firstPreferences,
    peers: [],
    proof: noProof,
    door: null,
    room: null,
    connection: { knowsServers: false, offersRelay: false, isRunning: false, findings: null },
    wasInCall: false,
    knocks: [],
    notices: [],
  };
}

const nothing = (): void => undefined;

export const noActions: CallActions = {
  ...noFeatureActions,
  ...noProofActions,
  chooseIdentity: nothing,
  join: nothing,
  cancel: nothing,
  leave: nothing,
  backToLobby: () => location.reload(),
  setMicrophone: nothing,
  setCamera: nothing,
  chooseBackdrop: nothing,
  choosePicture: nothing,
  chooseDevice: nothing,
  retryMedia: nothing,
  shareScreen: nothing,
  stopSharing: nothing,
  setShareSuits: nothing,
  setProcessing: nothing,
  setHabit: nothing,
  pickSpeaker: nothing,
  playTestSound: nothing,
  acceptNotice: nothing,
  copyLink: nothing,
  confirmIdentity: nothing,
  admit: nothing,
  admitAll: nothing,
  refuseKnock: nothing,
  knock: nothing,
  editList: nothing,
  changeList: nothing,
  copyInvite: nothing,
  dismissKnock: nothing,
  testConnection: nothing,
  dismissNotice: nothing,
  prefer: nothing,
};
