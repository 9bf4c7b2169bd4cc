import type { Reaction } from "../../../../protocol/channel/reaction.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import {
  celebrationIcon,
  heartIcon,
  type IconNode,
  laughterIcon,
  noIcon,
  sadnessIcon,
  yesIcon,
} from "../../../shared/ui/icons.ts";

/**
 * What a reaction looks like, and the word for it. Our own icons: an emoji is another picture on
 * each system, and an empty box where no font has it.
 */
export const reactionSigns: Readonly<
  Record<Reaction, { readonly icon: IconNode; readonly word: MessageKey }>
> = {
  yes: { icon: yesIcon, word: "reactionYes" },
  no: { icon: noIcon, word: "reactionNo" },
  heart: { icon: heartIcon, word: "reactionHeart" },
  laughter: { icon: laughterIcon, word: "reactionLaughter" },
  celebration: { icon: celebrationIcon, word: "reactionCelebration" },
  sadness: { icon: sadnessIcon, word: "reactionSadness" },
};
