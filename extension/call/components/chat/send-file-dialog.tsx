// What is about to be sent, and to whom.

import { createEffect, createSignal, For, on, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import type { CallView, PeerView } from "../../call-view.ts";
import { message } from "../words/message.ts";
import { say } from "../words/say.ts";
import { nameWords } from "./chat-words.ts";
import { sizeWords } from "./size-words.ts";
import "./send-file-dialog.css";

export interface SendFileDialogProps {
  /** Open while there are any. */
  readonly files: readonly File[];
  readonly view: CallView;
  readonly onSend: (files: readonly File[], peerIds: readonly string[]) => void;
  readonly onClose: () => void;
}

const everybody = "everybody";
const words = sizeWords(t("uiLanguage"));

export function SendFileDialog(props: SendFileDialogProps): JSX.Element {
  const [chosen, setChosen] = createSignal(everybody);
  // The one chosen last time is not meant this time.
  createEffect(
    on(
      () => props.files,
      () => setChosen(everybody),
    ),
  );
  const people = (): readonly PeerView[] => props.view.peers.filter(({ link }) => link === "bound");
  const nameOf = (peer: PeerView): string => say(message("chatName", nameWords(peer)));
  const options = () => [
    { value: everybody, label: t("fileToEverybody") },
    ...people().map((peer) => ({ value: peer.peerId, label: nameOf(peer) })),
  ];
  // Whoever was chosen may have left while the dialog was open: then nobody gets it by mistake.
  const to = (): readonly string[] =>
    people()
      .map(({ peerId }) => peerId)
      .filter((peerId) => chosen() === everybody || peerId === chosen());
  return (
    <Dialog
      open={props.files.length > 0}
      title={t("fileSend")}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("uiCancel")}</Button>
          <Button
            variant="primary"
            disabled={to().length === 0}
            onClick={() => props.onSend(props.files, to())}
          >
            {t("fileOffer")}
          </Button>
        </>
      }
    >
      <div class="send-file">
        <ul class="send-file-list" aria-label={t("fileChosen")}>
          <For each={props.files}>
            {(file) => (
              <li>
                <bdi>{file.name}</bdi>
                <span class="send-file-size">{words.bytes(file.size)}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={people().length > 0} fallback={<p role="status">{t("fileNobody")}</p>}>
          <Select
            label={t("fileToWhom")}
            options={options()}
            value={chosen()}
            onChange={setChosen}
            hint={t("fileAsked")}
          />
        </Show>
      </div>
    </Dialog>
  );
}
