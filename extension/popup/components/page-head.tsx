// The head of a view: the way back, what it is, and what can be done with the whole of it.

import { createEffect, Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { backIcon } from "../../shared/ui/icons.ts";
import "./page-head.css";

export interface PageHeadProps {
  readonly title: string;
  readonly onBack?: (() => void) | undefined;
  readonly actions?: JSX.Element;
}

export function PageHead(props: PageHeadProps): JSX.Element {
  createEffect(() => {
    const { title } = props;
    document.title = title === t("appName") ? title : t("popupTitle", title);
  });
  return (
    <header class="popup-head">
      <Show when={props.onBack}>
        {(onBack) => (
          <span class="popup-back">
            <IconButton label={t("popupBack")} icon={backIcon} onClick={() => onBack()()} />
          </span>
        )}
      </Show>
      {/* Takes the focus when the view changes, so that screen readers say where one is. */}
      <h1 tabindex="-1">{props.title}</h1>
      <div class="popup-head-actions">{props.actions}</div>
    </header>
  );
}
