// In the menu: reactions, and how the call is laid out.

import type { JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { gridIcon, speakerLayoutIcon } from "../../../shared/ui/icons.ts";
import type { CallActions } from "../../call-view.ts";
import { MoreItem } from "../frame/more-menu.tsx";
import { ReactionRow } from "../reactions/reaction-row.tsx";
import type { CallStage } from "./create-stage.ts";
import type { LayoutMode } from "./stage.ts";

export interface LayoutItemsProps {
  readonly stage: CallStage;
  readonly onReact: CallActions["react"];
  readonly onClose: () => void;
}

export function LayoutItems(props: LayoutItemsProps): JSX.Element {
  const choose = (mode: LayoutMode): void => {
    props.stage.choose(mode);
    props.onClose();
  };
  return (
    <>
      <ReactionRow
        onReact={(reaction) => {
          props.onReact(reaction);
          props.onClose();
        }}
      />
      <MoreItem
        label={t("callLayoutGrid")}
        icon={gridIcon}
        pressed={props.stage.mode() === "grid"}
        onClick={() => choose("grid")}
      />
      <MoreItem
        label={t("callLayoutSpeaker")}
        icon={speakerLayoutIcon}
        pressed={props.stage.mode() === "speaker"}
        onClick={() => choose("speaker")}
      />
    </>
  );
}
