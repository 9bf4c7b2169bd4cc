// What went wrong in words, with the commands that help, where some do.

import { Show, type JSX } from "solid-js";
import type { AppErrorCode } from "../../shared/errors.ts";
import { errorCommands, errorTextKey } from "../../shared/error-text.ts";
import { t } from "../../shared/i18n.ts";
import { CopyButton } from "../../shared/ui/copy-button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import "./problem-notice.css";

export function ProblemNotice(props: { readonly code: AppErrorCode | null }): JSX.Element {
  return (
    <Show when={props.code}>
      {(code) => (
        <Notice kind="error">
          <p>{t(errorTextKey(code()))}</p>
          <Show when={errorCommands[code()]}>
            {(command) => (
              <div class="popup-command">
                <pre tabindex="0" dir="ltr" translate="no">
                  {command()}
                </pre>
                <CopyButton label={t("popupCopyCommand")} text={command()} />
              </div>
            )}
          </Show>
        </Notice>
      )}
    </Show>
  );
}
