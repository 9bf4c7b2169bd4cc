import type { MessageKey } from "../../../shared/i18n.ts";
import type { Stage } from "../../call-view.ts";
import { type Message, message, plural } from "../words/message.ts";

export type EntryStage = Extract<
  Stage,
  { stage: "connecting" | "waiting-for-approval" | "entering" | "waiting-for-host" }
>;

export interface EntryStep {
  readonly text: Message;
  readonly progress: "done" | "now" | "later";
}

const stages = ["connecting", "waiting-for-approval", "waiting-for-host", "entering"] as const;
const keys: Record<EntryStage["stage"], MessageKey> = {
  connecting: "callStepReach",
  "waiting-for-approval": "callStepApprove",
  "waiting-for-host": "callStepHost",
  entering: "callStepEnter",
};

/** The way in and how far one has come. The host's door is a step only for those who wait at it. */
export function entrySteps(stage: EntryStage["stage"]): readonly EntryStep[] {
  const now = stages.indexOf(stage);
  return stages.flatMap((step, index) => {
    if (step === "waiting-for-host" && index !== now) return [];
    const progress = index < now ? "done" : index === now ? "now" : "later";
    return [{ text: message(keys[step]), progress } as const];
  });
}

export function entryText(stage: EntryStage, server: string): { heading: Message; text: Message } {
  switch (stage.stage) {
    case "connecting":
      return {
        heading: message("callConnecting"),
        text: message("callConnectingText", server),
      };
    case "waiting-for-approval":
      return { heading: message("callApproval"), text: message("callApprovalText") };
    case "entering":
      return { heading: message("callEntering"), text: message("callEnteringText") };
    case "waiting-for-host":
      return {
        heading: message("callWaiting"),
        text:
          stage.adminsPresent === 0
            ? message("callWaitingNobody")
            : plural("callWaitingSome", stage.adminsPresent),
      };
  }
}
