import { createChat } from "../chat/chat.ts";
import type { ChatActions, ChatView } from "../chat/chat-view.ts";
import { createCaptions, type CaptionsDeps } from "../captions/captions.ts";
import type { CaptionsActions, CaptionsView } from "../captions/captions-view.ts";
import type { Clock } from "../clock.ts";
import type { FileStore } from "../files/file-ports.ts";
import { createFiles } from "../files/files.ts";
import type { FilesActions, FilesView } from "../files/files-view.ts";
import { createMesh, type Mesh, type MeshDeps } from "../mesh/mesh.ts";
import type { MeshActions, MeshView } from "../mesh/mesh-view.ts";
import type { CallFeature } from "./feature.ts";
import { createHands, type HandsActions, type HandsView } from "./hands.ts";
import { createRecording, type RecordingDeps } from "../recording/recording.ts";
import type { RecordingActions, RecordingView } from "../recording/recording-view.ts";
import { createReactions, type ReactionsActions, type ShownReaction } from "./reactions.ts";

/** Every feature of the call, built once a tab: the one place that names them all. */
export interface Features {
  readonly all: readonly CallFeature[];
  readonly views: () => FeatureViews;
  readonly actions: FeatureActions;
  /** Another track is to be sent, or somebody has begun or ceased to speak. */
  readonly mediaChanged: Mesh["mediaChanged"];
}

/** What the features show: part of the call's view. */
export interface FeatureViews {
  readonly hands: HandsView;
  readonly chat: ChatView;
  readonly files: FilesView;
  readonly reactions: readonly ShownReaction[];
  readonly mesh: MeshView;
  readonly recording: RecordingView;
  readonly captions: CaptionsView;
}

/** What people do with them: part of the call's actions. */
export interface FeatureActions
  extends
    HandsActions,
    ChatActions,
    FilesActions,
    ReactionsActions,
    MeshActions,
    RecordingActions,
    CaptionsActions {}

export interface FeaturesDeps extends MeshDeps, RecordingDeps, Pick<CaptionsDeps, "ears"> {
  readonly clock: Clock;
  readonly changed: () => void;
  /** Where files that come are written. */
  readonly fileStore: FileStore;
  readonly saveText: ChatActions["saveText"];
}

export function createFeatures(deps: FeaturesDeps): Features {
  const hands = createHands(deps);
  const chat = createChat(deps);
  const files = createFiles({ clock: deps.clock, changed: deps.changed, store: deps.fileStore });
  const reactions = createReactions(deps);
  const mesh = createMesh(deps);
  const recording = createRecording(deps);
  const captions = createCaptions({ ...deps, microphone: () => deps.track("microphone") });
  return {
    all: [
      hands.feature,
      chat.feature,
      files.feature,
      reactions.feature,
      mesh.feature,
      recording.feature,
      captions.feature,
    ],
    views: () => ({
      hands: hands.view(),
      chat: chat.view(),
      files: files.view(),
      reactions: reactions.view(),
      mesh: mesh.view(),
      recording: recording.view(),
      captions: captions.view(),
    }),
    actions: {
      ...hands.actions,
      ...chat.actions,
      saveText: deps.saveText,
      ...files.actions,
      ...reactions.actions,
      ...mesh.actions,
      ...recording.actions,
      ...captions.actions,
    },
    mediaChanged: () => {
      mesh.mediaChanged();
      captions.microphoneChanged();
    },
  };
}
