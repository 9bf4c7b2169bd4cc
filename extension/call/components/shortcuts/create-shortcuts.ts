import { onCleanup } from "solid-js";
import { type PressedKey, type ShortcutAction, shortcutFor } from "./shortcuts.ts";

export interface ShortcutsInput {
  readonly singleKeys: () => boolean;
  readonly act: (action: ShortcutAction) => void;
}

/** Listens to the keyboard for as long as the call is drawn. */
export function createShortcuts(input: ShortcutsInput): void {
  const press = (event: KeyboardEvent): void => {
    const action = shortcutFor(pressedKey(event), input.singleKeys());
    if (action === null) return;
    event.preventDefault();
    input.act(action);
  };
  document.addEventListener("keydown", press);
  onCleanup(() => document.removeEventListener("keydown", press));
}

function pressedKey(event: KeyboardEvent): PressedKey {
  const { key, code, ctrlKey, altKey, metaKey, repeat, defaultPrevented, isComposing } = event;
  return {
    key,
    code,
    isChord: ctrlKey || altKey || metaKey,
    isRepeat: repeat,
    isTaken: defaultPrevented || isComposing,
    isTyping: isField(event.target),
    isInDialog: document.querySelector("dialog[open]") !== null,
  };
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A list jumps to what one types, as a field takes it in.
  return (
    target.isContentEditable || target.closest("input, textarea, select, [role=textbox]") !== null
  );
}
