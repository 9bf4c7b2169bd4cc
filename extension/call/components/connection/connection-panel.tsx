// Hide my address, and a test of the ways out of this machine; in the lobby and in the call.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import type { CallActions, CallView } from "../../call-view.ts";
import { Toggle } from "../devices/toggle.tsx";
import { ConnectionReport } from "./connection-report.tsx";
import "./connection.css";

export interface ConnectionPanelProps {
  readonly view: Pick<CallView, "preferences" | "connection" | "stage">;
  readonly actions: Pick<CallActions, "prefer" | "testConnection">;
}

export function ConnectionPanel(props: ConnectionPanelProps): JSX.Element {
  const hint = (): string => {
    const { knowsServers, offersRelay } = props.view.connection;
    if (knowsServers && !offersRelay) return t("connectionHideNoRelay");
    return t(props.view.stage.stage === "in-call" ? "connectionHideInCall" : "connectionHideText");
  };
  return (
    <div class="call-connection">
      <Toggle
        label={t("connectionHide")}
        hint={hint()}
        isOn={props.view.preferences.hidesAddress}
        onChange={(hidesAddress) => props.actions.prefer({ hidesAddress })}
      />
      <div>
        <Button
          busy={props.view.connection.isRunning}
          onClick={() => props.actions.testConnection()}
        >
          {t("connectionTest")}
        </Button>
      </div>
      <Show when={props.view.connection.findings}>
        {(findings) => (
          <ConnectionReport
            findings={findings()}
            knowsServers={props.view.connection.knowsServers}
          />
        )}
      </Show>
    </div>
  );
}
