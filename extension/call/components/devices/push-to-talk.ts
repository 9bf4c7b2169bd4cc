import { onCleanup } from "solid-js";

export interface PushToTalk {
  readonly isEnabled: () => boolean;
  readonly isMuted: () => boolean;
  readonly talk: (isTalking: boolean) => void;
}

/** Hold Space to talk while muted, wherever Space means nothing else. */
export function createPushToTalk(input: PushToTalk): void {
  let isHeld = false;
  // Not :focus-visible: any key at all, Space too, makes that true for what was clicked before.
  let isByKeyboard = false;
  const onPointer = (): void => {
    isByKeyboard = false;
  };
  const end = (): void => {
    if (!isHeld) return;
    isHeld = false;
    input.talk(false);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Tab") isByKeyboard = true;
    if (event.code !== "Space") return;
    if (isHeld) return event.preventDefault();
    if (!isPlain(event) || !input.isEnabled() || !input.isMuted()) return;
    if (takesSpace(event.target, isByKeyboard)) return;
    event.preventDefault();
    isHeld = true;
    input.talk(true);
  };
  const release = (event: KeyboardEvent): void => {
    if (event.code !== "Space" || !isHeld) return;
    // Else the button that was clicked last would be clicked once more.
    event.preventDefault();
    end();
  };
  document.addEventListener("pointerdown", onPointer, true);
  document.addEventListener("keydown", press);
  document.addEventListener("keyup", release);
  // The key may be let go of in another window.
  window.addEventListener("blur", end);
  onCleanup(() => {
    document.removeEventListener("pointerdown", onPointer, true);
    document.removeEventListener("keydown", press);
    document.removeEventListener("keyup", release);
    window.removeEventListener("blur", end);
    end();
  });
}

function isPlain(event: KeyboardEvent): boolean {
  const { repeat, ctrlKey, altKey, metaKey, shiftKey, defaultPrevented } = event;
  return !(repeat || ctrlKey || altKey || metaKey || shiftKey || defaultPrevented);
}

/** Text fields and the like always; buttons for whoever got there by keyboard, not by a click. */
function takesSpace(target: EventTarget | null, isByKeyboard: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("input, textarea, select") !== null) return true;
  return isByKeyboard && target !== document.body;
}
