// As whom one joins: the choice, and the key that others will see.

import { Show, type JSX } from "solid-js";
import type { KeyId } from "../../../../protocol/public-key.ts";
import type { Identity } from "../../../shared/identity.ts";
import { t } from "../../../shared/i18n.ts";
import { KeyLine } from "../../../shared/ui/key-line.tsx";
import { type Option, Select } from "../../../shared/ui/select.tsx";
import { shortKeyId } from "../../peers/short-key-id.ts";

export interface IdentityChoiceProps {
  readonly identities: readonly Identity[];
  readonly chosen: KeyId | null;
  readonly onChoose: (keyId: KeyId) => void;
}

const none = "";

export function IdentityChoice(props: IdentityChoiceProps): JSX.Element {
  const options = (): Option<KeyId>[] => [
    ...(props.chosen === null ? [{ value: none, label: t("lobbyIdentityNone") }] : []),
    ...props.identities.map((identity) => ({
      value: identity.keyId,
      label: hasNamesake(identity, props.identities)
        ? `${identity.name} (${shortKeyId(identity.keyId)})`
        : identity.name,
    })),
  ];
  return (
    <div class="call-identity">
      <Select
        label={t("lobbyIdentity")}
        options={options()}
        value={props.chosen ?? none}
        onChange={(keyId) => {
          if (keyId !== none) props.onChoose(keyId);
        }}
        disabled={props.identities.length === 0}
        hint={t("lobbyIdentityHint")}
      />
      <Show when={props.chosen}>{(keyId) => <KeyLine keyId={keyId()} size={40} />}</Show>
    </div>
  );
}

function hasNamesake(identity: Identity, all: readonly Identity[]): boolean {
  return all.some(({ keyId, name }) => keyId !== identity.keyId && name === identity.name);
}
