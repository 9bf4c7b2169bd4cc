// What the connection test found, each line a measurement and what follows from it.

import { For, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { goodIcon, infoIcon, warningIcon } from "../../../shared/ui/icons.ts";
import type { ConnectionFindings } from "../../connection/connection-check.ts";
import { type FindingLine, findingLines } from "./finding-lines.ts";
import { say } from "../words/say.ts";
import "./connection.css";

const icons = { good: goodIcon, info: infoIcon, bad: warningIcon } as const;

export function ConnectionReport(props: {
  readonly findings: ConnectionFindings;
  readonly knowsServers: boolean;
}): JSX.Element {
  const lines = (): readonly FindingLine[] => findingLines(props.findings, props.knowsServers);
  return (
    <ul class="call-connection-report" aria-label={t("connectionFound")}>
      <For each={lines()}>
        {(line) => (
          <li class={`call-connection-${line.is}`}>
            <Icon icon={icons[line.is]} />
            <span>{say(line.text)}</span>
          </li>
        )}
      </For>
    </ul>
  );
}
