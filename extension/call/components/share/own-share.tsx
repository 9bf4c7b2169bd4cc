// The own screen is shared: what of it others see, how it is sent, and the way to end it.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choice } from "../../../shared/ui/choice.tsx";
import { stopShareIcon } from "../../../shared/ui/icons.ts";
import type { CallActions, ShareView } from "../../call-view.ts";
import { StreamVideo } from "../tiles/stream-video.tsx";
import "./own-share.css";

export interface OwnShareProps {
  readonly share: ShareView;
  readonly onStop: () => void;
  readonly onSuits: CallActions["setShareSuits"];
}

export function OwnShare(props: OwnShareProps): JSX.Element {
  return (
    <Show when={props.share.state === "on"}>
      <section class="call-share" aria-label={t("shareOwn")}>
        <div class="call-share-picture call-screen">
          <StreamVideo stream={props.share.preview} showsPicture isMuted />
        </div>
        <p class="call-share-words" role="status">
          {props.share.hasSound ? t("shareOwnSound") : t("shareOwn")}
        </p>
        <Choice
          label={t("shareSuits")}
          look="segments"
          options={[
            { value: "text", label: t("shareSuitsText") },
            { value: "motion", label: t("shareSuitsMotion") },
          ]}
          value={props.share.suits}
          onChange={(suits) => props.onSuits(suits)}
        />
        <Button variant="danger" icon={stopShareIcon} onClick={() => props.onStop()}>
          {t("callStopSharing")}
        </Button>
      </section>
    </Show>
  );
}
