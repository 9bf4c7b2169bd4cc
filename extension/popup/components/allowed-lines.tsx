// What was understood of the pasted keys, line by line, while they are being typed.

import { For, Show, type JSX } from "solid-js";
import { t, tn } from "../../shared/i18n.ts";
import { Icon } from "../../shared/ui/icon.tsx";
import { infoIcon, invalidIcon } from "../../shared/ui/icons.ts";
import { KeyLine } from "../../shared/ui/key-line.tsx";
import { LiveRegion } from "../../shared/ui/live-region.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { type AllowedLine, type AllowedLineError, mustBeCorrected } from "../allowed-keys.ts";
import "./allowed-lines.css";

export function AllowedLines(props: { readonly lines: readonly AllowedLine[] }): JSX.Element {
  const keys = (): number => props.lines.filter((line) => "key" in line).length;
  const faults = (): number => props.lines.filter(mustBeCorrected).length;
  const privateLine = () =>
    props.lines.find((line) => "error" in line && line.error.problem === "private-key");
  const summary = (): string => {
    if (props.lines.length === 0) return "";
    const words = tn("newRoomKeys", keys());
    return faults() === 0 ? words : `${words}, ${tn("newRoomFaults", faults())}`;
  };
  return (
    <>
      <Show when={privateLine()}>
        {(line) => (
          <Notice kind="error" title={t("newRoomPrivateTitle", line().line)}>
            {t("newRoomPrivateText")}
          </Notice>
        )}
      </Show>
      <LiveRegion message={summary()} />
      <Show when={props.lines.length > 0}>
        <p class="popup-small popup-quiet" aria-hidden="true">
          {summary()}
        </p>
        <ul class="popup-list popup-lines" aria-label={t("newRoomLines")}>
          <For each={props.lines}>{(line) => <Line line={line} />}</For>
        </ul>
      </Show>
    </>
  );
}

function Line(props: { readonly line: AllowedLine }): JSX.Element {
  return (
    <li class="popup-item">
      <Show
        when={"key" in props.line && props.line}
        fallback={
          <Show when={"error" in props.line && props.line}>
            {(line) => (
              <p class="popup-line" classList={{ "popup-line-fault": mustBeCorrected(line()) }}>
                <Icon icon={mustBeCorrected(line()) ? invalidIcon : infoIcon} size={16} />
                <span>{t("newRoomLine", line().line, textOf(line().error))}</span>
              </p>
            )}
          </Show>
        }
      >
        {(line) => <KeyLine keyId={line().key} name={line().label} size={32} short />}
      </Show>
    </li>
  );
}

function textOf(error: AllowedLineError): string {
  switch (error.problem) {
    case "private-key":
      return t("newRoomLinePrivate");
    case "other-kind":
      return t("newRoomLineOtherKind", error.name);
    case "certificate":
      return t("newRoomLineCertificate");
    case "authority":
      return t("newRoomLineAuthority");
    case "key-file":
      return t("newRoomLineKeyFile");
    case "damaged":
      return t("newRoomLineDamaged");
    case "not-a-key":
      return t("newRoomLineNotAKey");
    case "repeated":
      return t("newRoomLineRepeated", error.firstLine);
    case "host":
      return t("newRoomLineHost");
    case "too-many":
      return t("newRoomLineTooMany");
  }
}
