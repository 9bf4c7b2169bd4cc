import { AppError } from "../../shared/errors.ts";
import type { Answer, RequestName } from "../../shared/requests.ts";
import type { Ports } from "../ports.ts";
import { askerOf, assertMayAsk, type Sender } from "../senders.ts";
import { fieldsOf } from "./fields.ts";
import type { Route, Routes } from "./route.ts";

/** Answers one message: who asks comes first, then the name, then the shape, then the deed. */
export async function answer(
  routes: Routes,
  own: Ports["own"],
  message: unknown,
  sender: Sender,
): Promise<Answer> {
  try {
    const asker = askerOf(sender, own);
    const field = fieldsOf(message);
    const name = nameOf(routes, field("request"));
    assertMayAsk(asker, name);
    const route = routes[name] as unknown as Route<RequestName>;
    const params = parse(route, field("params"));
    return { ok: true, value: await route.handle(params, asker) };
  } catch (cause) {
    if (cause instanceof AppError) return { ok: false, code: cause.code };
    // Its name only: a message may hold what the person typed.
    console.error("latchkey: a request failed:", cause instanceof Error ? cause.name : "unknown");
    return { ok: false, code: "request/refused" };
  }
}

function nameOf(routes: Routes, value: unknown): RequestName {
  if (typeof value !== "string" || !Object.hasOwn(routes, value)) {
    throw new AppError("request/malformed");
  }
  return value as RequestName;
}

function parse<Name extends RequestName>(route: Route<Name>, params: unknown) {
  try {
    return route.parse(params);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError("request/malformed", cause);
  }
}
