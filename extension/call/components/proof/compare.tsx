// The guided comparison of a short code: seven signs, the same on both sides of one very channel.

import { createMemo, For, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { PeerView } from "../../call-view.ts";
import { personName } from "../words/person-name.ts";
import { signWords } from "../words/sign-words.ts";
import "./compare.css";

export interface CompareProps {
  readonly peer: PeerView;
  readonly isHere: boolean;
  readonly onMatch: () => void;
  readonly onDiffer: () => void;
  readonly onBack: () => void;
}

export function Compare(props: CompareProps): JSX.Element {
  const name = (): string => personName(props.peer).text;
  // By value: as an array it is another one with every drawing.
  const code = createMemo(() => props.peer.channel?.shortCode?.join(" ") ?? "");
  const signs = (): readonly (typeof signWords)[number][] =>
    code()
      .split(" ")
      .flatMap((number) => {
        const sign = code() === "" ? undefined : signWords[Number(number)];
        return sign === undefined ? [] : [sign];
      });
  // The other code on the screen would be taken for the one that was read a moment ago.
  const first = code();
  const isAnother = (): boolean => first !== "" && code() !== "" && code() !== first;
  return (
    <section class="call-compare" aria-label={t("compareTitle", name())}>
      <h3>{t("compareTitle", name())}</h3>
      <ol class="call-compare-steps">
        <li>{t("compareStepOpen", name())}</li>
        <li>{t("compareStepRead")}</li>
        <li>{t("compareStepVoice", name())}</li>
      </ol>
      <Show when={isAnother()}>
        <Notice kind="warning">{t("compareAnother")}</Notice>
      </Show>
      <Show
        when={code() !== "" && props.isHere}
        fallback={<Notice kind="warning">{t("compareNoChannel")}</Notice>}
      >
        <ol class="call-signs" aria-label={t("compareSigns")}>
          <For each={signs()}>
            {([sign, word]) => (
              <li class="call-sign">
                <span class="call-sign-picture" aria-hidden="true">
                  {sign}
                </span>
                <span class="call-sign-word">{t(word)}</span>
              </li>
            )}
          </For>
        </ol>
        <p>{t("compareBoth", name())}</p>
        <div class="call-compare-actions">
          <Button variant="primary" onClick={() => props.onMatch()}>
            {t("compareMatch")}
          </Button>
          <Button variant="danger" onClick={() => props.onDiffer()}>
            {t("compareDiffer")}
          </Button>
          <Button variant="quiet" onClick={() => props.onBack()}>
            {t("compareBack")}
          </Button>
        </div>
      </Show>
    </section>
  );
}
