// Paste a link, go there. The link is checked as it is typed.

import { createSignal, type JSX } from "solid-js";
import type { AppErrorCode } from "../../shared/errors.ts";
import { errorTextKey } from "../../shared/error-text.ts";
import { t, type MessageKey } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { joinIcon } from "../../shared/ui/icons.ts";
import { TextField } from "../../shared/ui/text-field.tsx";
import { checkRoomLink, type LinkFault } from "../room-link-check.ts";
import { hostOf } from "../server-input.ts";
import { createTask } from "./create-task.ts";
import "./join-form.css";

const faultTexts: Readonly<Record<LinkFault, MessageKey>> = {
  empty: "popupLinkEmpty",
  "no-link": "popupLinkNoLink",
  "plain-http": "popupLinkPlainHttp",
  "end-lost": "popupLinkEndLost",
  "no-room": "popupLinkNoRoom",
};

export interface JoinFormProps {
  readonly onJoin: (link: string) => Promise<AppErrorCode | null>;
}

export function JoinForm(props: JoinFormProps): JSX.Element {
  const [text, setText] = createSignal("");
  const [wasSubmitted, setSubmitted] = createSignal(false);
  let field: HTMLInputElement | undefined;
  const checked = () => checkRoomLink(text());
  const task = createTask((link: string) => props.onJoin(link));
  const error = (): string | undefined => {
    const code = task.problem();
    if (code !== null) return t(errorTextKey(code));
    const { fault } = checked();
    // Nothing is wrong with an empty field before one presses the button.
    const isSilent = fault === null || (fault === "empty" && !wasSubmitted());
    return isSilent ? undefined : t(faultTexts[fault]);
  };
  const hint = (): string | undefined => {
    const { link } = checked();
    return link === null
      ? undefined
      : t("popupLinkLeads", hostOf(link.server), link.roomId.slice(0, 8));
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setSubmitted(true);
    if (checked().link === null) field?.focus();
    else if (await task.run(text().trim())) {
      setSubmitted(false);
      setText("");
    }
  };
  return (
    <form class="popup-join" noValidate onSubmit={submit}>
      <TextField
        label={t("popupRoomLink")}
        type="url"
        mono
        placeholder="https://"
        error={error()}
        hint={hint()}
        value={text()}
        onInput={(value) => {
          setText(value);
          setSubmitted(false);
          task.forget();
        }}
        ref={(element) => {
          field = element;
        }}
      />
      <Button type="submit" icon={joinIcon} busy={task.isBusy()}>
        {t("popupJoin")}
      </Button>
    </form>
  );
}
