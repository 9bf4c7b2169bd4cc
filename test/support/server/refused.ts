import { expect } from "vitest";
import type { ErrorCode } from "../../../protocol/codes.ts";
import type { ServerError } from "../../../protocol/messages.ts";
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

/** Passes where the next thing the client hears is this error, which it survives. */
export async function expectTold(client: Client, code: ErrorCode): Promise<ServerError> {
  const error = await client.next("error");
  expect({ code: error.code, fatal: error.fatal, says: error.message }).toMatchObject({
    code,
    fatal: false,
  });
  return error;
}
