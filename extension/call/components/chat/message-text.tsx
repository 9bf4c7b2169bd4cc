// What somebody wrote: plain text, its links made safe to follow. Nothing is loaded by itself.

import { For, type JSX } from "solid-js";
import { textParts } from "../../chat/text-parts.ts";

export function MessageText(props: { readonly text: string }): JSX.Element {
  return (
    <p class="chat-text" dir="auto">
      <For each={textParts(props.text)}>
        {(part) =>
          part.kind === "text" ? (
            part.text
          ) : (
            <a href={part.href} target="_blank" rel="noreferrer noopener" dir="ltr">
              {part.scheme}
              <strong class="chat-host">{part.host}</strong>
              {part.rest}
            </a>
          )
        }
      </For>
    </p>
  );
}
