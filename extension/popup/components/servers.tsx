// Servers whose room pages show "Join with Latchkey". Adding one asks the browser for a permission.

import { createSignal, For, Show, type JSX } from "solid-js";
import type { AppErrorCode } from "../../shared/errors.ts";
import { errorTextKey } from "../../shared/error-text.ts";
import { t } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { removeIcon } from "../../shared/ui/icons.ts";
import { TextField } from "../../shared/ui/text-field.tsx";
import type { PopupStore } from "../popup-store.ts";
import { hostOf, needsPermission, serverOfInput } from "../server-input.ts";
import { createTask } from "./create-task.ts";
import { PageHead } from "./page-head.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import "./servers.css";

export function Servers(props: { readonly store: PopupStore }): JSX.Element {
  const actions = () => props.store.actions;
  const [typed, setTyped] = createSignal(serverToOffer(props.store));
  const adding = createTask((server: string) => actions().addServer(server));
  const removing = createTask((server: string) => actions().removeServer(server));
  const [fault, setFault] = createSignal<AppErrorCode | null>(null);
  const error = (): string | undefined => {
    const code = fault() ?? adding.problem();
    return code === null ? undefined : t(errorTextKey(code));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const server = serverOfInput(typed());
    if (server === null) {
      setFault("room/bad-server");
      return;
    }
    void adding.run(server).then((added) => added && setTyped(""));
  };
  return (
    <>
      <PageHead title={t("popupServers")} onBack={() => actions().go("home")} />
      <p class="popup-quiet">{t("popupServersText")}</p>
      <Show when={props.store.state.servers.length > 0}>
        <ul class="popup-list popup-panel" aria-label={t("popupServers")}>
          <For each={props.store.state.servers}>
            {(server) => (
              <li class="popup-item popup-server">
                <span>{hostOf(server)}</span>
                <IconButton
                  label={t("popupServerRemove", hostOf(server))}
                  icon={removeIcon}
                  onClick={() => removing.run(server)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <ProblemNotice code={removing.problem()} />
      <form class="popup-form" noValidate onSubmit={submit}>
        <TextField
          label={t("newRoomServer")}
          type="url"
          mono
          placeholder="https://"
          hint={t("popupServersHint")}
          error={error()}
          value={typed()}
          onInput={(value) => {
            setTyped(value);
            setFault(null);
            adding.forget();
          }}
        />
        <div class="popup-buttons">
          <Button variant="primary" type="submit" busy={adding.isBusy()}>
            {t("popupServerAdd")}
          </Button>
        </div>
      </form>
    </>
  );
}

/** The server of the room that is being made, where its pages lack the button. */
function serverToOffer({ state }: PopupStore): string {
  const server = serverOfInput(state.newRoom.draft.server);
  const isOffered = server !== null && needsPermission(server) && !state.servers.includes(server);
  return isOffered ? state.newRoom.draft.server : "";
}
