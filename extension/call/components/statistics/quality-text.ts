import type { MessageKey } from "../../../shared/i18n.ts";
import type { Quality, QualityLevel } from "../../mesh/quality.ts";
import { type Message, message } from "../words/message.ts";

const levels: Record<QualityLevel, MessageKey> = {
  good: "qualityGood",
  fair: "qualityFair",
  poor: "qualityPoor",
};

const reasons: Record<NonNullable<Quality["because"]>, MessageKey> = {
  loss: "qualityLoss",
  delay: "qualityDelay",
  frames: "qualityFrames",
};

/** "Connection fair: some of it is lost on the way". */
export function qualityText({ level, because }: Quality): Message {
  if (because === null) return message(levels[level]);
  return message("qualityBecause", message(levels[level]), message(reasons[because]));
}
