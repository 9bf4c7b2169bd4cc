// The overview of the shortcuts, and the switch for those of one letter.

import { For, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Toggle } from "../devices/toggle.tsx";
import { type Shortcut, shortcuts } from "./shortcuts.ts";
import "./shortcut-dialog.css";

export interface ShortcutDialogProps {
  readonly open: boolean;
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
  readonly onClose: () => void;
}

export function ShortcutDialog(props: ShortcutDialogProps): JSX.Element {
  return (
    <Dialog
      open={props.open}
      title={t("shortcutTitle")}
      onClose={() => props.onClose()}
      actions={
        <Button variant="primary" onClick={() => props.onClose()}>
          {t("callDevicesDone")}
        </Button>
      }
    >
      <dl class="call-shortcuts">
        <For each={shortcuts}>
          {(shortcut) => (
            <div class="call-shortcut">
              <dt>{t(shortcut.does)}</dt>
              <dd>
                <kbd>{nameOf(shortcut)}</kbd>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <Toggle
        label={t("shortcutSingleKeys")}
        isOn={props.singleKeys}
        onChange={(on) => props.onSingleKeys(on)}
      />
    </Dialog>
  );
}

function nameOf({ key, keyName }: Shortcut): string {
  return keyName === undefined ? key.toUpperCase() : t(keyName);
}
