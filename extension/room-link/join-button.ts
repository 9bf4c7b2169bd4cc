import type { RoomPage } from "./room-page.ts";

/** Rejects where the extension is not there any more: it was reloaded or removed. */
export type AskToJoin = (link: string) => Promise<{ readonly ok: boolean }>;

export interface JoinDeps {
  readonly page: RoomPage;
  readonly askToJoin: AskToJoin;
  readonly now: () => number;
}

/** Impatient clicks are one click. */
const pauseMs = 2_000;

/** Offers the button of a room page, and passes the person's clicks on. Holds no secret. */
export function offerJoin({ page, askToJoin, now }: JoinDeps): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  page.offer((click) => void join(click));

  async function join(click: Event): Promise<void> {
    // A page can press its own button by script; only a person's click opens a call tab.
    if (!click.isTrusted || now() - lastMs < pauseMs) return;
    lastMs = now();
    try {
      const { ok } = await askToJoin(page.link());
      if (!ok) page.say("refused");
    } catch {
      page.say("reload");
    }
  }
}
