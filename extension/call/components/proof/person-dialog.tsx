// "Who is this?": what is known of a participant and how it was checked, and the ways to check more.

import { createMemo, createSignal, Match, Show, Switch, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions, CallView, PeerView } from "../../call-view.ts";
import { personName } from "../words/person-name.ts";
import { Compare } from "./compare.tsx";
import { NameForm } from "./name-form.tsx";
import type { PersonPage } from "./open-person.ts";
import { PersonFacts } from "./person-facts.tsx";
import "./person-dialog.css";

export interface PersonDialogProps {
  readonly open: boolean;
  readonly peerId: string;
  readonly page: PersonPage;
  readonly view: CallView;
  readonly actions: Pick<CallActions, "nameKey" | "forgetKey" | "codesDiffer">;
  readonly onPage: (page: PersonPage) => void;
  readonly onClose: () => void;
}

export function PersonDialog(props: PersonDialogProps): JSX.Element {
  const [isNaming, setNaming] = createSignal(false);
  const now = (): PeerView | null =>
    props.view.peers.find(({ peerId }) => peerId === props.peerId) ?? null;
  // Who left while one was reading is still shown.
  const shown = createMemo<PeerView | null>((before) => {
    const peer = now();
    if (peer !== null) return { ...peer };
    return before?.peerId === props.peerId ? before : null;
  }, null);
  const close = (): void => {
    setNaming(false);
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      title={t("personTitle")}
      onClose={close}
      actions={
        <Button variant="quiet" onClick={close}>
          {t("callPanelClose")}
        </Button>
      }
    >
      <Show when={props.open && shown()}>
        {(peer) => (
          <div class="call-person-dialog">
            <Show when={now() === null}>
              <Notice kind="warning">{t("personLeft")}</Notice>
            </Show>
            <Switch
              fallback={
                <PersonFacts
                  peer={peer()}
                  view={props.view}
                  actions={props.actions}
                  onCompare={() => props.onPage("compare")}
                />
              }
            >
              <Match when={isNaming()}>
                <Notice kind="good">{t("compareMatched", personName(peer()).text)}</Notice>
                <NameForm
                  peer={peer()}
                  verified="short-code"
                  startsOpen
                  onName={props.actions.nameKey}
                  onDone={() => {
                    setNaming(false);
                    props.onPage("facts");
                  }}
                />
              </Match>
              <Match when={props.page === "compare"}>
                <Compare
                  peer={peer()}
                  isHere={now() !== null}
                  onMatch={() => setNaming(true)}
                  onDiffer={() => {
                    props.actions.codesDiffer(peer().keyId);
                    close();
                  }}
                  onBack={() => props.onPage("facts")}
                />
              </Match>
            </Switch>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
