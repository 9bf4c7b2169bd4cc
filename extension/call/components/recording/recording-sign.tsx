// On the tile of whoever records.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { recordIcon } from "../../../shared/ui/icons.ts";
import { StateWord } from "../../../shared/ui/state-word.tsx";

export function RecordingSign(): JSX.Element {
  return (
    <StateWord tone="danger">
      <Icon icon={recordIcon} size={14} />
      {t("recordingSign")}
    </StateWord>
  );
}
