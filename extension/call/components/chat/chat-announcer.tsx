// Reads out what others say and offer, whether the panel is open or not.

import { createEffect, createSignal, on, type JSX } from "solid-js";
import { LiveRegion } from "../../../shared/ui/live-region.tsx";
import type { CallView } from "../../call-view.ts";
import { type Message, message } from "../words/message.ts";
import { say } from "../words/say.ts";
import { nameWords } from "./chat-words.ts";

export interface ChatAnnouncerProps {
  readonly view: Pick<CallView, "chat" | "files">;
}

/** More is for reading, not for listening while somebody speaks. */
const spokenLength = 200;

export function ChatAnnouncer(props: ChatAnnouncerProps): JSX.Element {
  const [spoken, setSpoken] = createSignal("");
  const announce = (text: Message | null): void => {
    if (text === null) return;
    const words = say(text);
    // The same words again would be no change, and not be read.
    setSpoken((before) => (before === words ? `${words}\u00a0` : words));
  };
  const lastSaid = (): CallView["chat"]["entries"][number] | undefined =>
    props.view.chat.entries.findLast(({ from }) => from !== null);
  const lastOffer = (): CallView["files"]["files"][number] | undefined =>
    props.view.files.files.findLast(({ direction }) => direction === "in");
  createEffect(
    on(
      () => lastSaid()?.id,
      () => {
        const last = lastSaid();
        if (last?.from === undefined || last.from === null) return;
        const start = last.text.slice(0, spokenLength);
        announce(message("chatSpoken", nameWords(last.from), start));
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => [lastOffer()?.id, lastOffer()?.state] as const,
      () => {
        const last = lastOffer();
        if (last === undefined) return;
        if (last.state === "offered") {
          announce(message("fileSpokenOffer", nameWords(last.person), last.name));
        } else if (last.state === "done") announce(message("fileSpokenDone", last.name));
      },
      { defer: true },
    ),
  );
  return <LiveRegion message={spoken()} />;
}
