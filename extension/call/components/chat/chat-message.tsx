// One message, with whose word the name is.

import { For, Show, type JSX } from "solid-js";
import { t, tn } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { warningIcon } from "../../../shared/ui/icons.ts";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { ChatEntry } from "../../chat/chat-view.ts";
import type { Person } from "../../features/feature.ts";
import { message } from "../words/message.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import { say } from "../words/say.ts";
import { missedWords } from "./chat-words.ts";
import { MessageText } from "./message-text.tsx";

export interface ChatMessageProps {
  readonly entry: ChatEntry;
  readonly isContinued: boolean;
  readonly claimIsTaken: (person: Person) => boolean;
}

export function ChatMessage(props: ChatMessageProps): JSX.Element {
  const isMine = (): boolean => props.entry.from === null;
  return (
    <li class="chat-message" classList={{ "chat-mine": isMine(), "chat-more": props.isContinued }}>
      <Show when={!props.isContinued}>
        <div class="chat-by">
          <Show when={props.entry.from} fallback={<strong>{t("chatYou")}</strong>}>
            {(from) => (
              <>
                <KeyPicture keyId={from().keyId} size={24} />
                <PersonNameText peer={from()} claimIsTaken={props.claimIsTaken(from())} />
              </>
            )}
          </Show>
          <time class="chat-time" dateTime={new Date(props.entry.atMs).toISOString()}>
            {say(message("chatTime", { clockTimeMs: props.entry.atMs }))}
          </time>
        </div>
      </Show>
      <MessageText text={props.entry.text} />
      <For each={props.entry.missed}>
        {(missed) => (
          <p class="chat-missed">
            <Icon icon={warningIcon} size={14} />
            {say(missedWords(missed))}
          </p>
        )}
      </For>
      <Show when={props.entry.dropped > 0}>
        <p class="chat-missed">
          <Icon icon={warningIcon} size={14} />
          {tn("chatDropped", props.entry.dropped)}
        </p>
      </Show>
    </li>
  );
}
