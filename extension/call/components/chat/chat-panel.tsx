// What is said and sent beside the pictures.

import { createEffect, createMemo, Index, Match, on, Show, Switch, type JSX } from "solid-js";
import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { saveIcon } from "../../../shared/ui/icons.ts";
import type { CallActions, CallView } from "../../call-view.ts";
import type { Person } from "../../features/feature.ts";
import { panelIds } from "../frame/panel.ts";
import { SidePanel } from "../frame/side-panel.tsx";
import { knownNames } from "../words/known-names.ts";
import { claimIsTaken } from "../words/person-name.ts";
import { say } from "../words/say.ts";
import { ChatMessage } from "./chat-message.tsx";
import { chatAsText } from "./chat-words.ts";
import { Composer } from "./composer.tsx";
import { FileCard } from "./file-card.tsx";
import { timeline, type TimelineItem } from "./timeline.ts";
import "./chat.css";

export interface ChatPanelProps {
  readonly view: CallView;
  readonly actions: CallActions;
  readonly onChooseFiles: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onClose: () => void;
}

/** So near to the end, in pixels, somebody reads along: new messages come into sight. */
const nearEnd = 48;

export function ChatPanel(props: ChatPanelProps): JSX.Element {
  const items = createMemo(() => timeline(props.view.chat.entries, props.view.files.files));
  const named = createMemo(() => knownNames(props.view));
  const isTaken = (person: Person): boolean => claimIsTaken(person, named());
  const isHeard = (): boolean =>
    props.view.peers.some(({ link }) => link === "bound" || link === "lost");
  let list: HTMLOListElement | undefined;
  let isAtEnd = true;

  createEffect(
    on(
      () => items().length,
      () => {
        const last = items().at(-1);
        const isMine = last?.kind === "said" && last.entry.from === null;
        if (list !== undefined && (isAtEnd || isMine)) list.scrollTop = list.scrollHeight;
      },
    ),
  );
  createEffect(() => {
    if (props.view.chat.unread > 0) props.actions.readChat();
    if (props.view.files.unread > 0) props.actions.readFiles();
  });
  const save = (): void => {
    const stamp = new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-");
    const text = chatAsText(props.view.chat.entries, say, t("chatYou"));
    props.actions.saveText(`latchkey-chat-${stamp}.txt`, text);
  };
  return (
    <SidePanel id={panelIds.chat} title={t("callChat")} onClose={() => props.onClose()}>
      <div class="chat">
        <ol
          class="chat-list"
          aria-label={t("chatMessages")}
          tabindex="0"
          ref={(element) => (list = element)}
          onScroll={({ currentTarget: at }) => {
            isAtEnd = at.scrollHeight - at.scrollTop - at.clientHeight < nearEnd;
          }}
        >
          <Show when={props.view.chat.trimmed > 0}>
            <li class="chat-note">{tn("chatTrimmed", props.view.chat.trimmed)}</li>
          </Show>
          <Show when={items().length === 0}>
            <li class="chat-note">{t("chatEmpty")}</li>
          </Show>
          {/* By place, not by item: the list is renewed with every drawing. */}
          <Index each={items()}>
            {(item) => (
              <Switch>
                <Match when={said(item())}>
                  {(shown) => (
                    <ChatMessage
                      entry={shown().entry}
                      isContinued={shown().isContinued}
                      claimIsTaken={isTaken}
                    />
                  )}
                </Match>
                <Match when={fileOf(item())}>
                  {(shown) => (
                    <li>
                      <FileCard
                        file={shown().file}
                        actions={props.actions}
                        claimIsTaken={isTaken}
                      />
                    </li>
                  )}
                </Match>
              </Switch>
            )}
          </Index>
        </ol>
        <Composer
          isHeard={isHeard()}
          onSay={(text) => props.actions.sayInChat(text)}
          onChooseFiles={() => props.onChooseFiles()}
          onFiles={(files) => props.onFiles(files)}
        />
        <Show when={props.view.chat.entries.length > 0}>
          <div class="chat-save">
            <Button variant="quiet" icon={saveIcon} onClick={save}>
              {t("chatSave")}
            </Button>
          </div>
        </Show>
      </div>
    </SidePanel>
  );
}

function said(item: TimelineItem): (TimelineItem & { kind: "said" }) | null {
  return item.kind === "said" ? item : null;
}

function fileOf(item: TimelineItem): (TimelineItem & { kind: "file" }) | null {
  return item.kind === "file" ? item : null;
}
