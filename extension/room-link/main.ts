import { browser } from "../shared/browser.ts";
import type { Answer } from "../shared/requests.ts";
import { offerJoin } from "./join-button.ts";
import { findRoomPage } from "./room-page.ts";

const isRoom = /^\/r\/[A-Za-z0-9_-]{43}$/.test(location.pathname);
const page = isRoom ? findRoomPage(document) : null;
if (page) {
  offerJoin({
    page,
    askToJoin: (link): Promise<Answer<"room-page/join">> =>
      browser.runtime.sendMessage({ request: "room-page/join", params: { link } }),
    now: () => Date.now(),
  });
}
