import { nameMaxLength } from "../../../protocol/limits.ts";
import { powers } from "../../../protocol/join.ts";
import { toName } from "../../../protocol/name.ts";
import type { Ask, ConfirmAsk, JoinAsk } from "../../shared/approval.ts";
import { count, fieldsOf, flag, id32, keyId, oneOf, room, text } from "./fields.ts";

/** The fields of a statement to sign. What they make together is judged by a verifier's parser. */
export function readAsk(value: unknown): Ask {
  const field = fieldsOf(value);
  return oneOf(["join", "confirm"], field("kind")) === "join"
    ? readJoin(field)
    : readConfirm(field);
}

function readJoin(field: (name: string) => unknown): JoinAsk {
  return {
    kind: "join",
    ...room(field),
    host: keyId(field("host")),
    identity: keyId(field("identity")),
    powers: oneOf(powers, field("powers")),
    sessionSign: text(field("sessionSign"), 87),
    sessionDh: text(field("sessionDh"), 87),
    sessionDtls: text(field("sessionDtls"), 103),
    nonce: id32(field("nonce")),
    issuedAtMs: count(field("issuedAtMs")),
    expiresAtMs: count(field("expiresAtMs")),
    createsRoom: flag(field("createsRoom")),
  };
}

function readConfirm(field: (name: string) => unknown): ConfirmAsk {
  return {
    kind: "confirm",
    ...room(field),
    askedBy: keyId(field("askedBy")),
    // A peer chose it: it may look like nothing else than a name.
    askedByName: toName(text(field("askedByName"), 1_000), nameMaxLength),
    identity: keyId(field("identity")),
    channel: id32(field("channel")),
    nonce: id32(field("nonce")),
  };
}
