// A join in plain words, and the room that it opens, where it opens one.

import { For, Show, type JSX } from "solid-js";
import { t } from "../../shared/i18n.ts";
import type { ApprovalView } from "../../shared/approval.ts";
import { KeyLine } from "../../shared/ui/key-line.tsx";
import type { JoinDescription, OpenedRoom } from "../describe.ts";
import { spoken } from "../spoken.ts";
import { Fact } from "./fact.tsx";

export interface JoinFactsProps {
  readonly about: JoinDescription;
  readonly view: ApprovalView;
  readonly nowMs: number;
}

export function JoinFacts(props: JoinFactsProps): JSX.Element {
  const isHost = (): boolean => props.about.host === props.about.key;
  return (
    <dl class="approval-facts">
      <Fact term="approvalAs">
        <KeyLine keyId={props.about.key} name={props.view.identity.name} size={40} short />
      </Fact>
      <Fact term="approvalServer" warning={!props.view.serverIsKnown && "approvalServerUnknown"}>
        <bdi>{props.about.server.replace(/^\w+:\/\//, "")}</bdi>
      </Fact>
      <Fact term="approvalRoom">
        <code title={props.about.room}>{props.about.room.slice(0, 12)}…</code>
      </Fact>
      <Show when={!isHost()} fallback={<Fact term="approvalHost">{t("approvalHostYou")}</Fact>}>
        <Fact term="approvalHost" warning={!props.view.hostIsKnown && "approvalHostUnknown"}>
          <KeyLine
            keyId={props.about.host}
            name={props.view.hostName ?? undefined}
            size={40}
            short={props.view.hostIsKnown}
          />
        </Fact>
      </Show>
      <Fact term="approvalPowers">
        {t(props.about.mayAdmit ? "approvalPowersAdmit" : "approvalPowersNone")}
      </Fact>
      <Fact term="approvalUntil">
        {t("approvalUntilCall", spoken(props.about.expiresAtMs, props.nowMs))}
      </Fact>
      <Show when={props.about.opens}>
        {(room) => <OpenedFacts room={room()} nowMs={props.nowMs} />}
      </Show>
    </dl>
  );
}

function OpenedFacts(props: { readonly room: OpenedRoom; readonly nowMs: number }): JSX.Element {
  return (
    <>
      <Fact term="approvalLetsIn">
        <Show when={props.room.allowed.length > 0} fallback={t("approvalLetsInNobody")}>
          <ul class="approval-allowed">
            <For each={props.room.allowed}>
              {({ key, label, isCohost }) => (
                <li>
                  <KeyLine
                    keyId={key}
                    name={label || undefined}
                    size={32}
                    short
                    state={isCohost ? { text: t("approvalCohost"), tone: "warning" } : undefined}
                  />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Fact>
      <Fact term="approvalDoor">
        {t(props.room.door === "knock" ? "approvalDoorKnock" : "approvalDoorClosed")}
      </Fact>
      <Fact term="approvalListUntil">
        {t("approvalUntilList", spoken(props.room.expiresAtMs, props.nowMs))}
      </Fact>
    </>
  );
}
