// One fact of a request, and what is unusual about it.

import { Show, type JSX } from "solid-js";
import { Icon } from "../../shared/ui/icon.tsx";
import { warningIcon } from "../../shared/ui/icons.ts";
import "./fact.css";

export interface FactProps {
  readonly term: string;
  readonly children: JSX.Element;
  readonly warning?: string | null | undefined;
}

export function Fact(props: FactProps): JSX.Element {
  return (
    <div class="approval-fact">
      <dt>{props.term}</dt>
      <dd>
        {props.children}
        <Show when={props.warning}>
          <p class="approval-warning">
            <Icon icon={warningIcon} size={16} />
            <span>{props.warning}</span>
          </p>
        </Show>
      </dd>
    </div>
  );
}
