// Whom I keep out of my call, with the way back.

import { For, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { KeyId } from "../../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import type { KeptOut as KeptOutPerson } from "../../proof/proof-view.ts";
import { PersonNameText } from "../words/person-name-text.tsx";
import "./kept-out.css";

export interface KeptOutProps {
  readonly people: readonly KeptOutPerson[];
  readonly onTakeBack: (key: string) => void;
}

export function KeptOut(props: KeptOutProps): JSX.Element {
  return (
    <Show when={props.people.length > 0}>
      <section class="call-kept-out" aria-label={t("keptOut")}>
        <h3>{t("keptOut")}</h3>
        <p>{t("keptOutText")}</p>
        <ul class="call-kept-out-list">
          <For each={props.people}>
            {(person) => (
              <li class="call-person">
                <KeyPicture keyId={person.keyId} size={40} />
                <div class="call-person-text">
                  <PersonNameText peer={person} claimIsTaken={false} />
                  <KeyId keyId={person.keyId} />
                  <div>
                    <Button onClick={() => props.onTakeBack(person.keyId)}>
                      {t("keptOutTakeBack")}
                    </Button>
                  </div>
                </div>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
