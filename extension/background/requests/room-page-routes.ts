import { parseRoomLink } from "../../../protocol/room-link.ts";
import { AppError } from "../../shared/errors.ts";
import { linkMaxLength } from "../limits.ts";
import { barePage } from "../pages.ts";
import type { RoomLinks } from "../room-links.ts";
import type { Servers } from "../servers.ts";
import { fieldsOf, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

export function roomPageRoutes(deps: {
  readonly links: RoomLinks;
  readonly servers: Servers;
}): Routes<NamesOf<"room-page">> {
  const { links, servers } = deps;
  return {
    "room-page/join": {
      parse: (params) => ({ link: text(fieldsOf(params)("link"), linkMaxLength) }),
      async handle({ link }, { page }) {
        // A page may lead into its own room and nowhere else.
        if (barePage(link) !== page) throw new AppError("request/refused");
        const { server } = roomLink(link);
        if (!(await servers.mayOfferJoin(server))) throw new AppError("request/refused");
        await links.open(link);
        return null;
      },
    },
  };
}

function roomLink(link: string) {
  try {
    return parseRoomLink(link);
  } catch (cause) {
    throw new AppError("room/bad-link", cause);
  }
}
