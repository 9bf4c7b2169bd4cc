import type { ChatEntry, Missed } from "../../chat/chat-view.ts";
import type { Person } from "../../features/feature.ts";
import { type Message, message } from "../words/message.ts";
import { personName } from "../words/person-name.ts";

/** Somebody within a sentence: my name for them bare, theirs for themselves as a quotation. */
export function nameWords(person: Person): string | Message {
  const { text, from } = personName(person);
  return from === "claimed" ? message("chatClaimed", text) : text;
}

const whys = {
  waiting: "chatMissedWaiting",
  gone: "chatMissedGone",
  "too-fast": "chatMissedTooFast",
} as const satisfies Record<Missed["why"], string>;

export function missedWords(missed: Missed): Message {
  return message(whys[missed.why], nameWords(missed));
}

/** For the file that a person saves: with the key id, which a name alone would not prove. */
export function chatAsText(
  entries: readonly ChatEntry[],
  say: (text: Message) => string,
  you: string,
): string {
  return entries
    .map(({ atMs, from, text }) => {
      const name = from === null ? you : `${sayName(from, say)} (${from.keyId})`;
      const time = new Date(atMs).toISOString().slice(0, 19).replace("T", " ");
      return `[${time} UTC] ${name}:\n${text}\n`;
    })
    .join("\n");
}

function sayName(person: Person, say: (text: Message) => string): string {
  const name = nameWords(person);
  return typeof name === "string" ? name : say(name);
}
