// At the door: what the host will be told, before it is told.

import { createSignal, Show, type JSX } from "solid-js";
import { noteMaxLength } from "../../../../protocol/limits.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import { TextField } from "../../../shared/ui/text-field.tsx";
import type { DoorView } from "../../call-view.ts";
import "./knock-form.css";

export interface KnockFormProps {
  readonly door: DoorView;
  readonly onKnock: (note: string) => void;
}

export function KnockForm(props: KnockFormProps): JSX.Element {
  const [note, setNote] = createSignal(props.door.note ?? "");
  const hasKnocked = (): boolean => props.door.note !== null;
  const hasMore = (): boolean => note().trim() !== (props.door.note ?? "");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!hasKnocked() || hasMore()) props.onKnock(note().trim());
  };
  return (
    <form class="call-knock-form" aria-label={t("knockTitle")} onSubmit={submit}>
      <Show when={props.door.here === "cohost"}>
        <p>{t("knockCohost")}</p>
      </Show>
      <p>
        {t("knockName")} <strong dir="auto">{props.door.name}</strong>
      </p>
      <Show when={props.door.hasInvite}>
        <p>{t("knockInvite")}</p>
      </Show>
      <TextField
        label={t("knockNote")}
        hint={t("knockNoteHint")}
        value={note()}
        maxLength={noteMaxLength}
        onInput={setNote}
      />
      <div>
        <Button type="submit" variant="primary" disabled={hasKnocked() && !hasMore()}>
          {t(hasKnocked() ? "knockAgain" : "knockIt")}
        </Button>
      </div>
      <div role="status">
        <Show when={hasKnocked()}>
          <Notice kind="good">
            {t(props.door.here === "nobody" ? "knockWaits" : "knockSent")}
          </Notice>
        </Show>
      </div>
    </form>
  );
}
