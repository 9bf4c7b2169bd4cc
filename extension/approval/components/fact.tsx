// One fact of a request, and what is unusual about it.

import { Show, type JSX } from "solid-js";
import { t, type MessageKey } from "../../shared/i18n.ts";
import { Icon } from "../../shared/ui/icon.tsx";
import { warningIcon } from "../../shared/ui/icons.ts";
import "./fact.css";

export interface FactProps {
  readonly term: MessageKey;
  readonly children: JSX.Element;
  readonly warning?: MessageKey | false | undefined;
}

export function Fact(props: FactProps): JSX.Element {
  return (
    <div class="approval-fact">
      <dt>{t(props.term)}</dt>
      <dd>
        {props.children}
        <Show when={props.warning}>
          {(warning) => (
            <p class="approval-warning">
              <Icon icon={warningIcon} size={16} />
              <span>{t(warning())}</span>
            </p>
          )}
        </Show>
      </dd>
    </div>
  );
}
