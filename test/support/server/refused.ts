import { expect } from "vitest";
import type { ErrorCode } from "../../../protocol/codes.ts";
import type { ServerError } from "../../../protocol/messages.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { Client } from "./client.ts";

/** Passes where the next thing the client hears is this fatal error, and then this close. */
export async function expectDismissed(
  client: Client,
  code: ErrorCode,
  closeCode: number,
): Promise<ServerError> {
  const error = await client.next("error");
  expect({ code: error.code, fatal: error.fatal, says: error.message }).toMatchObject({
    code,
    fatal: true,
  });
  expect(await client.closed).toBe(closeCode);
  return error;
}

/** Passes where the client is shown the signed list that puts it out, and is then dismissed. */
export async function expectRemoved(client: Client, list: SignedList): Promise<void> {
  expect(await client.next("list")).toEqual({ type: "list", ...list });
  await expectDismissed(client, "denied", 4403);
}

/** Passes where the next thing the client hears is this error, which it survives. */
export async function expectTold(client: Client, code: ErrorCode): Promise<ServerError> {
  const error = await client.next("error");
  expect({ code: error.code, fatal: error.fatal, says: error.message }).toMatchObject({
    code,
    fatal: false,
  });
  return error;
}
