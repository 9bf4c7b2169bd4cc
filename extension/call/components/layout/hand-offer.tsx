// Who was given the word forgets the hand: it is offered to lower it, never done unasked.

import { createSignal, onCleanup, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallView } from "../../call-view.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { speaksFor } from "./speaks-for.ts";

export interface HandOfferProps {
  readonly view: Pick<CallView, "hands" | "media">;
  readonly onLower: () => void;
  /** The system's where left out. */
  readonly clock?: Clock | undefined;
}

const listenEveryMs = 250;
const offerAfterMs = 3_000;

export function HandOffer(props: HandOfferProps): JSX.Element {
  const clock = props.clock ?? systemClock;
  const [spokeMs, setSpokeMs] = createSignal(0);
  let cancel = (): void => undefined;
  const listen = (): void => {
    const { microphone, level } = props.view.media;
    const isUp = props.view.hands.isMineRaised;
    setSpokeMs((before) =>
      isUp ? speaksFor(before, microphone === "on" ? level : 0, listenEveryMs) : 0,
    );
    cancel = clock.after(listenEveryMs, listen);
  };
  listen();
  onCleanup(() => cancel());
  return (
    <Show when={spokeMs() >= offerAfterMs}>
      <Notice
        kind="info"
        actions={<Button onClick={() => props.onLower()}>{t("callLowerHand")}</Button>}
      >
        {t("callHandOffer")}
      </Notice>
    </Show>
  );
}
