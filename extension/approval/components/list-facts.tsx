// The next version of a room's list in plain words: only what it changes.

import { For, Show, type JSX } from "solid-js";
import { t, type MessageKey } from "../../shared/i18n.ts";
import type { ApprovalView } from "../../shared/approval.ts";
import { KeyLine } from "../../shared/ui/key-line.tsx";
import type { ListDescription, NamedKey } from "../describe-list.ts";
import { spoken } from "../spoken.ts";
import { Fact } from "./fact.tsx";

export interface ListFactsProps {
  readonly about: ListDescription;
  readonly view: ApprovalView;
  readonly nowMs: number;
}

export function ListFacts(props: ListFactsProps): JSX.Element {
  return (
    <dl class="approval-facts">
      <Fact term="approvalAs">
        <KeyLine keyId={props.about.key} name={props.view.identity.name} size={40} short />
      </Fact>
      <Fact term="approvalRoom">
        <code title={props.about.room}>{props.about.room.slice(0, 12)}…</code>{" "}
        {t("approvalOnServer", props.about.server.replace(/^\w+:\/\//, ""))}
      </Fact>
      <Keys
        term="approvalListCohosts"
        keys={props.about.cohostsMade}
        warning="approvalListCohostsMean"
      />
      <Keys term="approvalListNoCohosts" keys={props.about.cohostsUnmade} />
      <Keys term="approvalListAdded" keys={props.about.added} />
      <Keys term="approvalListRemoved" keys={props.about.removed} />
      <Keys term="approvalListDenied" keys={props.about.denied} />
      <Keys term="approvalListLifted" keys={props.about.lifted} />
      <Show when={props.about.door}>
        {(door) => (
          <Fact term="approvalDoor">
            {t(door() === "knock" ? "approvalDoorKnock" : "approvalDoorClosed")}
          </Fact>
        )}
      </Show>
      <Show when={props.about.locked !== null}>
        <Fact term="approvalListLock">
          {t(props.about.locked ? "approvalListLocked" : "approvalListUnlocked")}
        </Fact>
      </Show>
      <Fact term="approvalListUntil">
        {t(
          props.about.isRenewed ? "approvalUntilList" : "approvalUntilListAsBefore",
          spoken(props.about.expiresAtMs, props.nowMs),
        )}
      </Fact>
      <Fact term="approvalMeans">{t("approvalListMeans", props.about.version)}</Fact>
    </dl>
  );
}

function Keys(props: {
  readonly term: MessageKey;
  readonly keys: readonly NamedKey[];
  readonly warning?: MessageKey;
}): JSX.Element {
  return (
    <Show when={props.keys.length > 0}>
      <Fact term={props.term} warning={props.warning}>
        <ul class="approval-allowed">
          <For each={props.keys}>
            {({ key, label }) => (
              <li>
                <KeyLine keyId={key} name={label || undefined} size={32} short />
              </li>
            )}
          </For>
        </ul>
      </Fact>
    </Show>
  );
}
