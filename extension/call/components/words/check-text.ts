import type { Check } from "../../../../protocol/codes.ts";
import { type Message, message } from "./message.ts";

/** What a failed check means to the person at the screen. Without a full stop: it is often quoted. */
const texts: Record<Check, Message> = {
  encoding: message("checkEncoding"),
  size: message("checkSize"),
  message: message("checkMessage"),
  "private-key": message("checkPrivateKey"),
  "public-key": message("checkPublicKey"),
  point: message("checkPoint"),
  envelope: message("checkEnvelope"),
  namespace: message("checkNamespace"),
  signature: message("checkSignature"),
  key: message("checkKey"),
  server: message("checkServer"),
  room: message("checkRoom"),
  host: message("checkHost"),
  nonce: message("checkNonce"),
  time: message("checkTime"),
  powers: message("checkPowers"),
  "session-keys": message("checkSessionKeys"),
  allowed: message("checkAllowed"),
  list: message("checkList"),
  "list-version": message("checkListVersion"),
  sdp: message("checkSdp"),
  fingerprint: message("checkFingerprint"),
  box: message("checkBox"),
  commitment: message("checkCommitment"),
  mac: message("checkMac"),
  channel: message("checkChannel"),
  "asked-by": message("checkAskedBy"),
};

export function checkText(check: Check): Message {
  return texts[check];
}
