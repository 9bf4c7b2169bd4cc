import type { ProofAlarm } from "../../proof/proof-view.ts";
import { type Message, message } from "./message.ts";
import { personName } from "./person-name.ts";

/** What an alarm about a person says: what it is, what may be behind it, and how things stand. */
export interface AlarmWords {
  readonly heading: Message;
  readonly sentence: Message;
  readonly state: Message;
}

export function alarmWords(alarm: ProofAlarm): AlarmWords {
  if (alarm.alarm === "codes-differ") {
    const { text } = personName(alarm);
    return {
      heading: message("alarmCodesTitle"),
      sentence: message("alarmCodesText", text),
      state: message("alarmCodesState", text),
    };
  }
  const [first] = alarm.bearers;
  const known = first?.name ?? alarm.claimedName;
  const isHere = alarm.bearers.some((bearer) => bearer.isHere);
  return {
    heading: message(isHere ? "alarmTwiceTitle" : "alarmNameTitle", known),
    sentence: message(isHere ? "alarmTwiceText" : "alarmNameText", alarm.claimedName, known),
    state: message("alarmNameState"),
  };
}
