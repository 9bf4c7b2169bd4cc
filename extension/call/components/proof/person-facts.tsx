// Everything that is known of one key, and where it is known from.

import { Show, type JSX } from "solid-js";
import { openSshLine } from "../../../../protocol/public-key.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CopyButton } from "../../../shared/ui/copy-button.tsx";
import { KeyId } from "../../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { CallActions, CallView, PeerView } from "../../call-view.ts";
import { PeerStateWords } from "../words/peer-state-words.tsx";
import { channelWords, proofWords, seenWords, verifiedWords } from "../words/person-words.ts";
import { say } from "../words/say.ts";
import { NameForm } from "./name-form.tsx";
import { SafetyNumbers } from "./safety-numbers.tsx";

export interface PersonFactsProps {
  readonly peer: PeerView;
  readonly view: CallView;
  readonly actions: Pick<CallActions, "nameKey" | "forgetKey">;
  readonly onCompare: () => void;
}

export function PersonFacts(props: PersonFactsProps): JSX.Element {
  const contact = () =>
    props.view.proof.contacts.find(({ key }) => key === props.peer.keyId) ?? null;
  const own = () =>
    props.view.identities.find(({ keyId }) => keyId === props.view.identity) ?? null;
  const isOwn = (): boolean =>
    props.view.identities.some(({ keyId }) => keyId === props.peer.keyId);
  return (
    <>
      <div class="call-person-key">
        <KeyPicture keyId={props.peer.keyId} size={128} />
        <div class="call-person-key-text">
          <KeyId keyId={props.peer.keyId} />
          <div class="call-person-states">
            <PeerStateWords peer={props.peer} claimIsTaken={false} />
          </div>
          <div class="call-person-copies">
            <CopyButton label={t("personCopyKeyId")} text={props.peer.keyId} />
            <Show when={props.peer.publicKey}>
              {(key) => <CopyButton label={t("personCopyLine")} text={openSshLine(key())} />}
            </Show>
          </div>
        </div>
      </div>
      <Show when={!isOwn()}>
        <NameForm
          peer={props.peer}
          verified={null}
          onName={props.actions.nameKey}
          onForget={
            contact() === null ? undefined : () => props.actions.forgetKey(props.peer.keyId)
          }
        />
      </Show>
      <dl class="call-person-facts">
        <Fact name={t("personCallsItself")}>
          <Show when={props.peer.claimedName} fallback={t("personCallsItselfNothing")}>
            <q dir="auto">{props.peer.claimedName}</q>
          </Show>
        </Fact>
        <Fact name={t("personChecked")}>{say(verifiedWords(props.peer, contact()))}</Fact>
        <Fact name={t("personProof")}>{say(proofWords(props.peer))}</Fact>
        <Fact name={t("personChannel")}>{say(channelWords(props.peer))}</Fact>
        <Fact name={t("personSeen")}>{say(seenWords(contact()))}</Fact>
      </dl>
      <Show when={props.peer.channel?.shortCode && !props.peer.isHeld}>
        <div>
          <Button onClick={() => props.onCompare()}>{t("compareOpen")}</Button>
        </div>
      </Show>
      <Show when={props.peer.publicKey}>
        {(theirs) => <SafetyNumbers theirs={theirs()} mine={own()?.publicKey ?? null} />}
      </Show>
    </>
  );
}

function Fact(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
