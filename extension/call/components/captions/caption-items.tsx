// In the menu: to read what others say, and to let them read what I say. Neither is there where it
// could do nothing.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { captionsIcon, captionsShownIcon } from "../../../shared/ui/icons.ts";
import type { CallActions } from "../../call-view.ts";
import type { CaptionsView } from "../../captions/captions-view.ts";
import { MoreItem } from "../frame/more-menu.tsx";

export interface CaptionItemsProps {
  readonly captions: CaptionsView;
  readonly actions: Pick<CallActions, "captionMe" | "showCaptions">;
  readonly onClose: () => void;
}

export function CaptionItems(props: CaptionItemsProps): JSX.Element {
  return (
    <>
      <Show when={props.captions.isPossible}>
        <MoreItem
          label={t("captionsMine")}
          icon={captionsIcon}
          pressed={props.captions.isMineOn}
          onClick={() => {
            props.actions.captionMe(!props.captions.isMineOn);
            props.onClose();
          }}
        />
      </Show>
      <Show when={props.captions.areThere}>
        <MoreItem
          label={t("captionsShow")}
          icon={captionsShownIcon}
          pressed={props.captions.areShown}
          onClick={() => {
            props.actions.showCaptions(!props.captions.areShown);
            props.onClose();
          }}
        />
      </Show>
    </>
  );
}
