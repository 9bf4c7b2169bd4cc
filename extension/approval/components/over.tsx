// Nothing to decide any more, and why.

import type { JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";

export interface OverProps {
  readonly title: string;
  readonly text: string;
  readonly onClose: () => void;
}

export function Over(props: OverProps): JSX.Element {
  return (
    <main class="approval approval-over">
      <div class="approval-over-words" role="alert">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
      </div>
      <Button
        variant="primary"
        onClick={() => props.onClose()}
        ref={(element) => queueMicrotask(() => element.focus())}
      >
        {t("approvalClose")}
      </Button>
    </main>
  );
}
