// Where one writes: Enter sends, Shift+Enter begins a new line.

import { createSignal, createUniqueId, Show, type JSX } from "solid-js";
import { chatMaxLength } from "../../../../protocol/limits.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { fileIcon, sendIcon } from "../../../shared/ui/icons.ts";
import "../../../shared/ui/field.css";

export interface ComposerProps {
  /** False while there is nobody to hear it. */
  readonly isHeard: boolean;
  /** False where it was not taken: the text stays. */
  readonly onSay: (text: string) => boolean;
  readonly onChooseFiles: () => void;
  /** Pasted ones. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** From so few characters left on, it is said. */
const nearlyFull = 300;

export function Composer(props: ComposerProps): JSX.Element {
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const [isTooFast, setTooFast] = createSignal(false);
  const left = (): number => chatMaxLength - text().length;
  let field: HTMLTextAreaElement | undefined;

  const send = (): void => {
    if (text().trim() === "" || !props.isHeard) return;
    const isTaken = props.onSay(text());
    setTooFast(!isTaken);
    if (isTaken) setText("");
    field?.focus();
  };
  const hint = (): string => {
    if (!props.isHeard) return t("chatNobody");
    if (isTooFast()) return t("chatTooFast");
    return left() <= nearlyFull ? tn("chatLeft", left()) : "";
  };
  return (
    <div class="chat-composer">
      <p class="chat-hint" id={`${id}-hint`} role="status">
        {hint()}
      </p>
      <label class="lk-hidden" for={id}>
        {t("chatMessage")}
      </label>
      <div class="chat-row">
        <textarea
          ref={(element) => (field = element)}
          id={id}
          class="lk-input chat-field"
          rows={2}
          dir="auto"
          maxLength={chatMaxLength}
          placeholder={t("chatPlaceholder")}
          aria-describedby={`${id}-hint`}
          value={text()}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setTooFast(false);
          }}
          onKeyDown={(event) => {
            // While an input method composes, Enter takes its suggestion.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            props.onFiles(files);
          }}
        />
        <div class="chat-buttons">
          <IconButton
            label={t("chatSend")}
            icon={sendIcon}
            variant="primary"
            disabled={text().trim() === "" || !props.isHeard}
            onClick={send}
          />
          <Show when={props.isHeard}>
            <IconButton
              label={t("fileSend")}
              icon={fileIcon}
              onClick={() => props.onChooseFiles()}
            />
          </Show>
        </div>
      </div>
    </div>
  );
}
