// The key that came beside those that I know by its name: two pictures that differ at a glance.

import { For, type JSX } from "solid-js";
import type { KeyId as KeyIdText } from "../../../../protocol/public-key.ts";
import { t } from "../../../shared/i18n.ts";
import { KeyId } from "../../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import { StateWord } from "../../../shared/ui/state-word.tsx";
import type { Bearer } from "../../proof/proof-view.ts";

export function KeysSideBySide(props: {
  readonly keyId: KeyIdText;
  readonly bearers: readonly Bearer[];
}): JSX.Element {
  return (
    <div class="call-alarm-keys">
      <figure class="call-alarm-key call-alarm-key-new">
        <figcaption>{t("alarmThisKey")}</figcaption>
        <KeyPicture keyId={props.keyId} size={72} />
        <KeyId keyId={props.keyId} />
        <StateWord tone="warning">{t("callStateNew")}</StateWord>
      </figure>
      <For each={props.bearers}>
        {(bearer) => (
          <figure class="call-alarm-key">
            <figcaption>{t("alarmKnownKey", bearer.name)}</figcaption>
            <KeyPicture keyId={bearer.keyId} size={72} />
            <KeyId keyId={bearer.keyId} />
            <StateWord tone={bearer.isHere ? "good" : "neutral"}>
              {t(bearer.isHere ? "alarmIsHere" : "alarmIsNotHere")}
            </StateWord>
          </figure>
        )}
      </For>
    </div>
  );
}
