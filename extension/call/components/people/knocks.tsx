// Those who ask to come in, for who may let them: with what they say and what was checked.

import { createMemo, For, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { KeyId } from "../../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import { StateWord } from "../../../shared/ui/state-word.tsx";
import type { CallView, KnockView } from "../../call-view.ts";
import { createById } from "../tiles/create-by-id.ts";
import { knownNames } from "../words/known-names.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import { claimIsTaken, personName } from "../words/person-name.ts";
import "./knocks.css";

export interface KnocksProps {
  readonly view: CallView;
  readonly onAdmit: (peerId: string) => void;
  readonly onAdmitAll: () => void;
  /** Keeps the key out for good. */
  readonly onRefuse: (peerId: string) => void;
  readonly onDismiss: (peerId: string) => void;
}

export function Knocks(props: KnocksProps): JSX.Element {
  const { ids, item } = createById(
    () => props.view.knocks,
    ({ peerId }) => peerId,
  );
  const named = createMemo(() => knownNames(props.view));
  return (
    <Show when={ids().length > 0}>
      <section class="call-knocks" aria-label={t("callKnocks")}>
        <Show when={ids().length > 1}>
          <div>
            <Button onClick={() => props.onAdmitAll()}>{t("callKnockAdmitAll")}</Button>
          </div>
        </Show>
        <For each={ids()}>
          {(id) => {
            const knock = item(id);
            return (
              <Knock
                knock={knock()}
                claimIsTaken={claimIsTaken(knock(), named())}
                onAdmit={() => props.onAdmit(id)}
                onRefuse={() => props.onRefuse(id)}
                onDismiss={() => props.onDismiss(id)}
              />
            );
          }}
        </For>
      </section>
    </Show>
  );
}

interface KnockProps {
  readonly knock: KnockView;
  readonly claimIsTaken: boolean;
  readonly onAdmit: () => void;
  readonly onRefuse: () => void;
  readonly onDismiss: () => void;
}

function Knock(props: KnockProps): JSX.Element {
  return (
    <div class="call-knock" role="group" aria-label={personName(props.knock).text}>
      <KeyPicture keyId={props.knock.keyId} size={48} />
      <div class="call-knock-text">
        <h2 class="call-knock-who">
          <PersonNameText peer={props.knock} claimIsTaken={props.claimIsTaken} />
          <span class="call-knock-asks">{t("callKnockAsks")}</span>
        </h2>
        <KeyId keyId={props.knock.keyId} />
        <Show when={props.knock.note !== ""}>
          <p>
            <q dir="auto">{props.knock.note}</q>
          </p>
        </Show>
        <div class="call-knock-states">
          <Show
            when={props.knock.knownName !== null}
            fallback={<StateWord tone="warning">{t("callStateNew")}</StateWord>}
          >
            <StateWord tone="good">{t("callStateKnown")}</StateWord>
          </Show>
          <Show when={props.claimIsTaken}>
            <StateWord tone="danger">{t("callClaimTaken")}</StateWord>
          </Show>
          <Show
            when={props.knock.holdsLink}
            fallback={<StateWord tone="danger">{t("callKnockNoLink")}</StateWord>}
          >
            <StateWord tone="neutral">{t("callKnockHoldsLink")}</StateWord>
          </Show>
          <Show when={props.knock.invite === "good"}>
            <StateWord tone="good">{t("callKnockInvite")}</StateWord>
          </Show>
          <Show when={props.knock.invite === "used"}>
            <StateWord tone="warning">{t("callKnockInviteUsed")}</StateWord>
          </Show>
        </div>
      </div>
      <div class="call-knock-actions">
        <Button variant="primary" onClick={() => props.onAdmit()}>
          {t("callKnockAdmit")}
        </Button>
        <Button onClick={() => props.onDismiss()}>{t("callKnockDismiss")}</Button>
        <Button onClick={() => props.onRefuse()}>{t("callKnockRefuse")}</Button>
      </div>
    </div>
  );
}
