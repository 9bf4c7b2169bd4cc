// Whose room, as whom, and Join.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { joinIcon } from "../../../shared/ui/icons.ts";
import type { CallActions, CallProblem, CallView } from "../../call-view.ts";
import { ConnectionPanel } from "../connection/connection-panel.tsx";
import { RejoinNotice } from "../connection/rejoin-notice.tsx";
import { IdentityChoice } from "./identity-choice.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { RoomFacts } from "./room-facts.tsx";
import { serverName } from "../words/server-name.ts";
import { StageHeading } from "./stage-heading.tsx";
import "./lobby.css";

export interface LobbyProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

export function Lobby(props: LobbyProps): JSX.Element {
  const problem = (): CallProblem | null => {
    const { stage } = props.view;
    if (stage.stage === "lobby" && stage.problem !== null) return stage.problem;
    return props.view.identities.length === 0 ? { problem: "no-identity" } : null;
  };
  return (
    <div class="call-lobby">
      <StageHeading>{t("lobbyTitle")}</StageHeading>
      <Show when={props.view.wasInCall && props.view.identity !== null}>
        <RejoinNotice onRejoin={() => props.actions.join()} />
      </Show>
      <Show when={problem()}>
        {(shown) => (
          <ProblemNotice
            problem={shown()}
            server={serverName(props.view.server)}
            onRetry={() => props.actions.join()}
          />
        )}
      </Show>
      <Show when={problem()?.problem === "list-expired" && props.view.isOwnRoom}>
        <div>
          <Button onClick={() => props.actions.changeList({ change: "renew" })}>
            {t("roomRenew")}
          </Button>
        </div>
      </Show>
      <RoomFacts view={props.view} onCopyLink={() => props.actions.copyLink()} />
      <IdentityChoice
        identities={props.view.identities}
        chosen={props.view.identity}
        onChoose={(keyId) => props.actions.chooseIdentity(keyId)}
      />
      <ConnectionPanel view={props.view} actions={props.actions} />
      <div class="call-lobby-join">
        <Button
          variant="primary"
          icon={joinIcon}
          disabled={props.view.identity === null}
          onClick={() => props.actions.join()}
        >
          {t("lobbyJoin")}
        </Button>
      </div>
    </div>
  );
}
