// In the menu: reactions, and how the call is laid out.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import {
  fullScreenIcon,
  gridIcon,
  keyboardIcon,
  smallWindowIcon,
  speakerLayoutIcon,
} from "../../../shared/ui/icons.ts";
import type { CallActions } from "../../call-view.ts";
import { MoreItem } from "../frame/more-menu.tsx";
import type { FullScreen } from "../frame/full-screen.ts";
import type { Pip } from "../pip/create-pip.ts";
import { ReactionRow } from "../reactions/reaction-row.tsx";
import type { CallStage } from "./create-stage.ts";
import type { LayoutMode } from "./stage.ts";

export interface LayoutItemsProps {
  readonly stage: CallStage;
  readonly fullScreen: FullScreen;
  readonly pip: Pip;
  readonly onReact: CallActions["react"];
  readonly onShortcuts: () => void;
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
      <Show when={props.pip.isPossible}>
        <MoreItem
          label={t("callPip")}
          icon={smallWindowIcon}
          pressed={props.pip.window() !== null}
          onClick={() => {
            props.pip.toggle();
            props.onClose();
          }}
        />
      </Show>
      <Show when={props.fullScreen.isPossible}>
        <MoreItem
          label={t("callFullScreen")}
          icon={fullScreenIcon}
          pressed={props.fullScreen.isOn()}
          onClick={() => {
            props.fullScreen.toggle();
            props.onClose();
          }}
        />
      </Show>
      <MoreItem
        label={t("shortcutTitle")}
        icon={keyboardIcon}
        onClick={() => {
          props.onClose();
          props.onShortcuts();
        }}
      />
    </>
  );
}
