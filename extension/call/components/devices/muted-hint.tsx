// Who speaks into a muted microphone is told, over the upper edge of the faces: nothing moves for it.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { microphoneOffIcon } from "../../../shared/ui/icons.ts";
import type { OwnMediaView } from "../../call-view.ts";
import "./muted-hint.css";

export function MutedHint(props: { readonly media: OwnMediaView }): JSX.Element {
  return (
    // Always on the page: a live region that comes together with its text is not read out.
    <div class="call-muted-hint" role="status" title={t("deviceMutedHintText")}>
      <Show when={props.media.speaksMuted}>
        <p class="call-muted-hint-words">
          <Icon icon={microphoneOffIcon} size={18} />
          {props.media.habits.pushToTalk ? t("deviceSpeaksMutedSpace") : t("deviceSpeaksMuted")}
        </p>
      </Show>
    </div>
  );
}
