// What happened, said once: shown for a while, and read out by screen readers.

import { createMemo, For, onCleanup, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { closeIcon, errorIcon, goodIcon, infoIcon, warningIcon } from "../../../shared/ui/icons.ts";
import type { CallNotice } from "../../call-view.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { createById } from "../tiles/create-by-id.ts";
import { noticeText } from "../words/notice-text.ts";
import { say } from "../words/say.ts";
import "../../../shared/ui/notice.css";
import "./toasts.css";

export interface ToastsProps {
  readonly notices: readonly CallNotice[];
  readonly onDismiss: (id: number) => void;
  readonly onAccept: (id: number) => void;
  /** More words for screen readers, in the same live region. */
  readonly spoken?: JSX.Element;
  /** The system's where left out. */
  readonly clock?: Pick<Clock, "after"> | undefined;
}

const icons = { info: infoIcon, good: goodIcon, warning: warningIcon, error: errorIcon } as const;

export function Toasts(props: ToastsProps): JSX.Element {
  const { ids, item } = createById(
    () => props.notices,
    ({ id }) => id,
  );
  return (
    <section class="call-toasts" aria-label={t("callMessages")}>
      {/* Always on the page: a live region that comes together with its text is not read out. */}
      <div class="call-toast-list" aria-live="polite" aria-relevant="additions">
        {props.spoken}
        <For each={ids()}>
          {(id) => {
            const notice = item(id);
            return (
              <Toast
                notice={notice()}
                clock={props.clock ?? systemClock}
                onDismiss={() => props.onDismiss(id)}
                onAccept={() => props.onAccept(id)}
              />
            );
          }}
        </For>
      </div>
    </section>
  );
}

interface ToastProps {
  readonly notice: CallNotice;
  readonly clock: Pick<Clock, "after">;
  readonly onDismiss: () => void;
  readonly onAccept: () => void;
}

function Toast(props: ToastProps): JSX.Element {
  const shown = createMemo(() => noticeText(props.notice));
  const words = (): string => say(shown().text);
  let stop = (): void => undefined;
  const hold = (): void => stop();
  const letGo = (): void => {
    stop();
    const { staysMs } = shown();
    if (staysMs !== null) stop = props.clock.after(staysMs, () => props.onDismiss());
  };
  letGo();
  onCleanup(hold);
  return (
    // Held under the pointer and while it has the focus: nobody should have to hurry.
    <div
      class={`call-toast lk-notice lk-notice-${shown().kind}`}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocusIn={hold}
      onFocusOut={letGo}
    >
      <Icon icon={icons[shown().kind]} />
      <p class="call-toast-words">{words()}</p>
      <Show when={shown().act}>
        {(act) => <Button onClick={() => props.onAccept()}>{say(act())}</Button>}
      </Show>
      <IconButton
        label={t("callNoticeClose", words())}
        icon={closeIcon}
        onClick={() => props.onDismiss()}
      />
    </div>
  );
}
