// As long as somebody records: who, and for oneself how long and the way to end it.

import { Match, Show, Switch, type JSX } from "solid-js";
import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { recordIcon, stopRecordIcon } from "../../../shared/ui/icons.ts";
import type { CallView, PeerView } from "../../call-view.ts";
import { personName } from "../words/person-name.ts";
import { lengthText } from "./length-text.ts";
import "./recording.css";

export interface RecordingStripProps {
  readonly view: Pick<CallView, "recording" | "peers">;
  readonly onStop: () => void;
}

export function RecordingStrip(props: RecordingStripProps): JSX.Element {
  const mine = (): CallView["recording"]["mine"] => props.view.recording.mine;
  const others = (): readonly PeerView[] =>
    props.view.peers.filter(({ peerId }) => props.view.recording.others.includes(peerId));
  const only = (): PeerView | null => (others().length === 1 ? (others()[0] ?? null) : null);
  return (
    <>
      <Show when={mine() !== "off"}>
        <section class="call-recording" aria-label={t("recordingOwn")}>
          <Icon icon={recordIcon} />
          <p role="status">
            <Switch fallback={t("recordingOwn")}>
              <Match when={mine() === "telling"}>{t("recordingTelling")}</Match>
              <Match when={mine() === "saving"}>{t("recordingSaving")}</Match>
            </Switch>
          </p>
          <Show when={mine() === "on"}>
            {/* Beside the status, not in it: nobody wants to hear each second. */}
            <span class="call-recording-length">{lengthText(props.view.recording.seconds)}</span>
          </Show>
          <Show when={mine() !== "saving"}>
            <Button icon={stopRecordIcon} onClick={() => props.onStop()}>
              {t("recordingStop")}
            </Button>
          </Show>
        </section>
      </Show>
      <Show when={others().length > 0}>
        <div class="call-recording">
          <Icon icon={recordIcon} />
          <p>
            <Show when={only()} fallback={tn("recordingOthers", others().length)}>
              {(peer) => t("recordingBegun", nameOf(peer()))}
            </Show>
          </p>
        </div>
      </Show>
    </>
  );
}

/** A claim stays one here too. */
function nameOf(peer: PeerView): string {
  const { text, from } = personName(peer);
  return from === "claimed" ? t("pairClaimed", text) : text;
}
