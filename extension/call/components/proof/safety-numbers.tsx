// Thirty digits a key, for those who compare over the telephone or on paper.

import { createEffect, createSignal, onCleanup, Show, type JSX } from "solid-js";
import { blobOfKey, keyOfJwk, type PublicJwk } from "../../../../protocol/public-key.ts";
import { safetyNumber } from "../../../../protocol/safety-number.ts";
import { t } from "../../../shared/i18n.ts";
import { CopyButton } from "../../../shared/ui/copy-button.tsx";

export interface SafetyNumbersProps {
  readonly theirs: PublicJwk;
  /** Null where the identity was removed from the wallet since. */
  readonly mine: PublicJwk | null;
}

export function SafetyNumbers(props: SafetyNumbersProps): JSX.Element {
  return (
    <section class="call-safety" aria-label={t("personSafety")}>
      <h3>{t("personSafety")}</h3>
      <p>{t("personSafetyText")}</p>
      <Digits
        label={t("personSafetyTheirs")}
        copy={t("personSafetyCopyTheirs")}
        of={props.theirs}
      />
      <Show when={props.mine}>
        {(mine) => (
          <Digits label={t("personSafetyMine")} copy={t("personSafetyCopyMine")} of={mine()} />
        )}
      </Show>
    </section>
  );
}

function Digits(props: {
  readonly label: string;
  readonly copy: string;
  readonly of: PublicJwk;
}): JSX.Element {
  const [digits, setDigits] = createSignal<string | null>(null);
  // By its coordinates: the view is made anew many times a second, and this takes 5,200 hashes.
  createEffect(() => {
    const jwk = unwrapped(props.of);
    let isCurrent = true;
    onCleanup(() => {
      isCurrent = false;
    });
    const show = async (): Promise<void> => {
      const number = await safetyNumber(blobOfKey(keyOfJwk(jwk)));
      if (isCurrent) setDigits(number);
    };
    void show();
  });
  return (
    <div class="call-safety-number">
      <span>{props.label}</span>
      <Show when={digits()} fallback={<span class="lk-spinner" aria-hidden="true" />}>
        {(number) => (
          <>
            <code dir="ltr" translate="no">
              {number()}
            </code>
            <CopyButton label={props.copy} text={number()} iconOnly />
          </>
        )}
      </Show>
    </div>
  );
}

/** Its fields one by one: read here, and not of another view later. */
function unwrapped(jwk: PublicJwk): PublicJwk {
  return jwk.kty === "EC"
    ? { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }
    : { kty: jwk.kty, crv: jwk.crv, x: jwk.x };
}
