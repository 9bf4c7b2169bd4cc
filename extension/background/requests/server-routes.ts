import { serverOriginOf } from "../../../protocol/server-origin.ts";
import { AppError } from "../../shared/errors.ts";
import { linkMaxLength } from "../limits.ts";
import type { Servers } from "../servers.ts";
import { fieldsOf, nothing, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

export function serverRoutes(servers: Servers): Routes<NamesOf<"servers">> {
  const server = (params: unknown): { server: string } => {
    const typed = text(fieldsOf(params)("server"), linkMaxLength);
    try {
      return { server: serverOriginOf(typed) };
    } catch (cause) {
      throw new AppError("room/bad-server", cause);
    }
  };
  return {
    "servers/list": { parse: nothing, handle: () => servers.list() },
    "servers/add": { parse: server, handle: (params) => servers.add(params.server) },
    "servers/remove": { parse: server, handle: (params) => servers.remove(params.server) },
  };
}
