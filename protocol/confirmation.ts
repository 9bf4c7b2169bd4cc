import { refuse } from "./codes.ts";
import { type ConfirmStatement, parseConfirm } from "./confirm.ts";
import { clockSkewMs } from "./limits.ts";
import { type Signed, verifySigned } from "./signed.ts";
import { namespaces } from "./sshsig.ts";

/**
 * Checks the answer to "confirm your identity" against what was asked. It is worthless to any
 * other asker, in any other room and on any other channel: each of those is a check by name.
 */
export async function verifyConfirmation(
  signed: Signed,
  asked: Omit<ConfirmStatement, "issuedAtMs">,
  nowMs: number,
): Promise<ConfirmStatement> {
  const confirm = parseConfirm(signed.payload);
  const key = await verifySigned(signed, namespaces.confirm);
  if (key !== confirm.key || key !== asked.key) throw failed("key", "signed by another key");
  if (confirm.askedBy !== asked.askedBy) throw failed("asked-by", "meant for another asker");
  if (confirm.room !== asked.room) throw failed("room", "meant for another room");
  if (confirm.channel !== asked.channel) throw failed("channel", "meant for another channel");
  if (confirm.nonce !== asked.nonce) throw failed("nonce", "not the answer to this question");
  if (Math.abs(confirm.issuedAtMs - nowMs) > clockSkewMs) throw failed("time", "not fresh");
  return confirm;
}

function failed(check: "key" | "asked-by" | "room" | "channel" | "nonce" | "time", why: string) {
  return refuse("auth", check, `the confirmation is ${why}`);
}
