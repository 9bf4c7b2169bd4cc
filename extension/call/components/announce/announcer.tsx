// Says to screen readers what others see. It stands inside the live region of the notices: of two
// regions one would talk over the other.

import { createSignal, onCleanup, Show, untrack, type JSX } from "solid-js";
import type { CallView } from "../../call-view.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { say } from "../words/say.ts";
import { heardIn, inFewWords, newsBetween } from "./heard.ts";
import "../../../shared/ui/visually-hidden.css";

export interface AnnouncerProps {
  readonly view: CallView;
  /** The system's where left out. */
  readonly clock?: Pick<Clock, "after"> | undefined;
}

/** Nobody can listen faster. */
const listenEveryMs = 2_000;

export function Announcer(props: AnnouncerProps): JSX.Element {
  const clock = props.clock ?? systemClock;
  const [words, setWords] = createSignal<{ readonly text: string } | null>(null);
  let heard = untrack(() => heardIn(props.view));
  let cancel = (): void => undefined;
  const listen = (): void => {
    const now = heardIn(props.view);
    const news = inFewWords(newsBetween(heard, now));
    heard = now;
    if (news.length > 0) setWords({ text: news.map(say).join(" ") });
    cancel = clock.after(listenEveryMs, listen);
  };
  cancel = clock.after(listenEveryMs, listen);
  onCleanup(() => cancel());
  return (
    // Made anew each time, as regions read out what is added to them: also the same words again.
    <Show when={words()} keyed>
      {({ text }) => <p class="lk-hidden">{text}</p>}
    </Show>
  );
}
