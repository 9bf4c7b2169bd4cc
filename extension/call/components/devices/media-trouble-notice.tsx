// Camera or microphone that are not to be had: why, in a sentence each, and the way to try again.

import { createEffect, createSignal, For, on, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { retryIcon } from "../../../shared/ui/icons.ts";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { OwnMediaView } from "../../call-view.ts";
import { mediaTroubles } from "./media-trouble.ts";
import { say } from "../words/say.ts";

export interface MediaTroubleProps {
  readonly media: OwnMediaView;
  readonly onRetry: () => void;
  /** True where it can be put away. */
  readonly canDismiss?: boolean | undefined;
}

export function MediaTrouble(props: MediaTroubleProps): JSX.Element {
  const [isDismissed, setDismissed] = createSignal(false);
  // What was put away comes back when something else goes wrong, or the same once more.
  createEffect(
    on([() => props.media.camera, () => props.media.microphone], () => setDismissed(false)),
  );
  const sentences = (): string[] => mediaTroubles(props.media).map(say);
  return (
    <Show when={sentences().length > 0 && !isDismissed()}>
      <Notice
        kind="warning"
        actions={
          <>
            <Button icon={retryIcon} onClick={() => props.onRetry()}>
              {t("problemAskAgain")}
            </Button>
            <Show when={props.canDismiss}>
              <Button onClick={() => setDismissed(true)}>{t("problemDismiss")}</Button>
            </Show>
          </>
        }
      >
        <For each={sentences()}>{(sentence) => <p>{sentence}</p>}</For>
      </Notice>
    </Show>
  );
}
