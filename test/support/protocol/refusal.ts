import { expect } from "vitest";
import { type Check, type ErrorCode, ProtocolError } from "../../../protocol/codes.ts";

/** What `act` throws; fails where it throws nothing or anything else than a ProtocolError. */
export async function refusalOf(act: () => unknown): Promise<ProtocolError> {
  let accepted: unknown;
  try {
    accepted = await act();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  return expect.fail(`accepted: ${JSON.stringify(accepted)?.slice(0, 300)}`);
}

/** Passes where `act` refuses with this check and, where given, this code. */
export async function expectRefusal(
  act: () => unknown,
  check: Check,
  code?: ErrorCode,
): Promise<void> {
  const refusal = await refusalOf(act);
  expect({ check: refusal.check, code: refusal.code, says: refusal.message }).toMatchObject(
    code === undefined ? { check } : { check, code },
  );
}
