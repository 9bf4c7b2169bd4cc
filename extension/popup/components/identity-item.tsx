// One identity in the list: a line at first, the whole card when it is opened or just made.

import { createSignal, createUniqueId, Show, type JSX } from "solid-js";
import { openSshLine } from "../../../protocol/public-key.ts";
import type { Identity } from "../../shared/identity.ts";
import { t } from "../../shared/i18n.ts";
import { ConfirmDialog } from "../../shared/ui/confirm-dialog.tsx";
import { CopyButton } from "../../shared/ui/copy-button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { moreIcon, removeIcon, renameIcon } from "../../shared/ui/icons.ts";
import { KeyLine } from "../../shared/ui/key-line.tsx";
import type { PopupActions } from "../popup-store.ts";
import { createTask } from "./create-task.ts";
import { IdentityCard } from "./identity-card.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { RenameForm } from "./rename-form.tsx";

export interface IdentityItemProps {
  readonly identity: Identity;
  readonly isFresh: boolean;
  readonly actions: PopupActions;
  /** This item is gone, and the focus with it. */
  readonly onRemoved: () => void;
}

export function IdentityItem(props: IdentityItemProps): JSX.Element {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const [doing, setDoing] = createSignal<"nothing" | "renaming" | "removing">("nothing");
  const removal = createTask(() => props.actions.remove(props.identity.keyId));
  const isLarge = (): boolean => isOpen() || props.isFresh;
  let toggle: HTMLButtonElement | undefined;
  // Each form of the item has a toggle of its own: the focus moves along.
  const open = (isNowOpen: boolean): void => {
    setOpen(isNowOpen);
    toggle?.focus();
  };
  const remove = async (): Promise<void> => {
    const isRemoved = await removal.run();
    setDoing("nothing");
    if (isRemoved) props.onRemoved();
  };
  const losing = (): string =>
    t(props.identity.origin === "generated" ? "popupRemoveGenerated" : "popupRemoveImported");
  return (
    <li class="popup-item" aria-label={props.identity.name}>
      <Show when={!isLarge()}>
        <KeyLine
          keyId={props.identity.keyId}
          name={props.identity.name}
          size={40}
          short
          actions={
            <>
              <CopyButton
                iconOnly
                label={t("popupCopyPublicKey")}
                text={openSshLine(props.identity.publicKey, props.identity.name)}
              />
              <IconButton
                label={t("popupMore")}
                icon={moreIcon}
                expanded={false}
                controls={id}
                ref={(element) => (toggle = element)}
                onClick={() => open(true)}
              />
            </>
          }
        />
      </Show>
      <div id={id}>
        <Show when={isLarge()}>
          <IdentityCard
            identity={props.identity}
            isFresh={props.isFresh}
            actions={
              <span class="popup-card-actions">
                <IconButton
                  label={t("popupRename")}
                  icon={renameIcon}
                  onClick={() => setDoing("renaming")}
                />
                <IconButton
                  label={t("popupRemove")}
                  icon={removeIcon}
                  onClick={() => setDoing("removing")}
                />
                <Show when={!props.isFresh}>
                  <IconButton
                    label={t("popupLess")}
                    icon={moreIcon}
                    expanded
                    controls={id}
                    ref={(element) => (toggle = element)}
                    onClick={() => open(false)}
                  />
                </Show>
              </span>
            }
          />
        </Show>
        <Show when={doing() === "renaming"}>
          <RenameForm
            name={props.identity.name}
            onRename={(name) => props.actions.rename(props.identity.keyId, name)}
            onDone={() => setDoing("nothing")}
          />
        </Show>
        <ProblemNotice code={removal.problem()} />
      </div>
      <ConfirmDialog
        open={doing() === "removing"}
        title={t("popupRemoveTitle", props.identity.name)}
        confirmLabel={t("popupRemove")}
        busy={removal.isBusy()}
        onConfirm={remove}
        onCancel={() => setDoing("nothing")}
      >
        <p>{losing()}</p>
      </ConfirmDialog>
    </li>
  );
}
