import { t } from "../shared/i18n.ts";

/** The elements that a server's room page has for the extension. */
export interface RoomPage {
  offer(onClick: (click: Event) => void): void;
  /** The address with the fragment: the room's link. */
  link(): string;
  say(what: "reload" | "refused"): void;
}

/** Null where the page is no room page of a Latchkey server. */
export function findRoomPage(document: Document): RoomPage | null {
  const button = document.getElementById("join-with-latchkey");
  if (!(button instanceof HTMLButtonElement)) return null;
  // Looked up now: once the extension has been reloaded, its texts are out of reach.
  const texts = { reload: t("menuPageReload"), refused: t("menuPageRefused") };
  const note = document.createElement("p");
  note.setAttribute("role", "status");

  return {
    offer(onClick) {
      button.hidden = false;
      const missing = document.getElementById("latchkey-missing");
      if (missing) missing.hidden = true;
      button.after(note);
      button.addEventListener("click", onClick);
    },
    link: () => document.location.href,
    say(what) {
      note.textContent = texts[what];
    },
  };
}
