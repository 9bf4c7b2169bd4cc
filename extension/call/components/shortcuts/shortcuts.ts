import type { MessageKey } from "../../../shared/i18n.ts";

/** What a key does in the call. `talk` is held, and handled where the microphone is. */
export type ShortcutAction =
  | "microphone"
  | "talk"
  | "camera"
  | "share"
  | "chat"
  | "people"
  | "hand"
  | "grid"
  | "speaker"
  | "full-screen"
  | "shortcuts"
  | "close";

export interface Shortcut {
  readonly action: ShortcutAction;
  /** As KeyboardEvent.key has it; letters small. */
  readonly key: string;
  /** What is written on the key, where that is a word. */
  readonly keyName?: MessageKey;
  readonly does: MessageKey;
}

/** Every shortcut there is: the keyboard is handled by this table, and the overview shows it. */
export const shortcuts: readonly Shortcut[] = [
  { action: "microphone", key: "m", does: "shortcutMicrophone" },
  { action: "talk", key: " ", keyName: "shortcutSpace", does: "shortcutTalk" },
  { action: "camera", key: "v", does: "shortcutCamera" },
  { action: "share", key: "s", does: "shortcutShare" },
  { action: "chat", key: "c", does: "callChat" },
  { action: "people", key: "p", does: "callParticipants" },
  { action: "hand", key: "h", does: "shortcutHand" },
  { action: "grid", key: "1", does: "callLayoutGrid" },
  { action: "speaker", key: "2", does: "callLayoutSpeaker" },
  { action: "full-screen", key: "f", does: "callFullScreen" },
  { action: "shortcuts", key: "?", does: "shortcutTitle" },
  { action: "close", key: "Escape", keyName: "shortcutEscape", does: "shortcutClose" },
];

/** What the page knows of a key that went down. */
export interface PressedKey {
  /** As the keyboard is laid out: what it types. */
  readonly key: string;
  /** Where the key is, such as "KeyM": for keyboards that type no Latin letters. */
  readonly code: string;
  /** Together with Control, Alt or the system's key: the browser's own shortcuts. */
  readonly isChord: boolean;
  readonly isRepeat: boolean;
  /** Something nearer to it has used it, or a text is being composed. */
  readonly isTaken: boolean;
  /** Into a text field, a list or the like. */
  readonly isTyping: boolean;
  /** A dialog lies over everything: it has the keyboard. */
  readonly isInDialog: boolean;
}

/** Null: the key is none of the call's. `singleKeys` false: the person wants no letters. */
export function shortcutFor(pressed: PressedKey, singleKeys: boolean): ShortcutAction | null {
  const { isChord, isRepeat, isTaken, isTyping, isInDialog } = pressed;
  if (isChord || isRepeat || isTaken || isTyping || isInDialog) return null;
  const key = keyOf(pressed);
  const found = shortcuts.find((shortcut) => shortcut.key === key);
  if (found === undefined || found.action === "talk") return null;
  return singleKeys || found.key.length > 1 ? found.action : null;
}

function keyOf({ key, code }: PressedKey): string {
  if (key.length > 1 || /[\u0020-\u007e]/.test(key))
    return key.length > 1 ? key : key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter?.toLowerCase() ?? key;
}
