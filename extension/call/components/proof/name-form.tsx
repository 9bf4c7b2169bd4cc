// What I call the holder of a key. To name a key is what makes it known.

import { createSignal, Show, type JSX } from "solid-js";
import { nameMaxLength } from "../../../../protocol/limits.ts";
import type { WayToVerify } from "../../../shared/contact.ts";
import type { AppErrorCode } from "../../../shared/errors.ts";
import { errorTextKey } from "../../../shared/error-text.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/text-field.tsx";
import type { CallActions, PeerView } from "../../call-view.ts";

export interface NameFormProps {
  readonly peer: Pick<PeerView, "keyId" | "knownName" | "claimedName">;
  readonly verified: WayToVerify | null;
  /** The field is there at once; else a button brings it. */
  readonly startsOpen?: boolean;
  readonly onName: CallActions["nameKey"];
  readonly onDone?: (() => void) | undefined;
  /** Where there is a name of mine that can be taken back. */
  readonly onForget?: (() => void) | undefined;
}

export function NameForm(props: NameFormProps): JSX.Element {
  const [isOpen, setOpen] = createSignal(props.startsOpen ?? false);
  const [name, setName] = createSignal(props.peer.knownName ?? props.peer.claimedName);
  const [problem, setProblem] = createSignal<AppErrorCode | null>(null);
  const [isBusy, setBusy] = createSignal(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const failed = await props.onName(props.peer.keyId, name(), props.verified);
    setBusy(false);
    setProblem(failed);
    if (failed !== null) return;
    setOpen(false);
    props.onDone?.();
  };
  const error = (): string | undefined => {
    const code = problem();
    return code === null ? undefined : t(errorTextKey(code));
  };
  return (
    <Show
      when={isOpen()}
      fallback={
        <div class="call-person-name">
          <p class="call-person-name-now">
            <Show when={props.peer.knownName} fallback={t("personNameless")}>
              {(known) => (
                <>
                  {t("personYouCall")}{" "}
                  <strong class="call-person-known" dir="auto">
                    {known()}
                  </strong>
                </>
              )}
            </Show>
          </p>
          <Button
            variant={props.peer.knownName === null ? "primary" : "plain"}
            onClick={() => {
              setName(props.peer.knownName ?? props.peer.claimedName);
              setOpen(true);
            }}
          >
            {t(props.peer.knownName === null ? "personName" : "personRename")}
          </Button>
          <Show when={props.onForget}>
            {(forget) => (
              <Button variant="quiet" onClick={() => forget()()}>
                {t("personForget")}
              </Button>
            )}
          </Show>
        </div>
      }
    >
      <form
        class="call-person-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy()) void save();
        }}
      >
        <TextField
          label={t("personNameField")}
          hint={t("personNameHint")}
          error={error()}
          value={name()}
          maxLength={nameMaxLength}
          onInput={(value) => {
            setName(value);
            setProblem(null);
          }}
          ref={(element) => queueMicrotask(() => element.focus())}
        />
        <Button variant="primary" type="submit" busy={isBusy()}>
          {t("personNameSave")}
        </Button>
      </form>
    </Show>
  );
}
