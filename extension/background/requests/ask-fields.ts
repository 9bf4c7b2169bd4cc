import { nameMaxLength } from "../../../protocol/limits.ts";
import { powers } from "../../../protocol/join.ts";
import { toName } from "../../../protocol/name.ts";
import type { HostChange } from "../../../protocol/list-edit.ts";
import { doors } from "../../../protocol/room.ts";
import type { Ask, ConfirmAsk, JoinAsk, ListAsk } from "../../shared/approval.ts";
import { count, fieldsOf, flag, id32, keyId, oneOf, room, text } from "./fields.ts";

/** The fields of a statement to sign. What they make together is judged by a verifier's parser. */
export function readAsk(value: unknown): Ask {
  const field = fieldsOf(value);
  switch (oneOf(["join", "confirm", "list"], field("kind"))) {
    case "join":
      return readJoin(field);
    case "confirm":
      return readConfirm(field);
    case "list":
      return readList(field);
  }
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

function readList(field: (name: string) => unknown): ListAsk {
  return {
    kind: "list",
    ...room(field),
    identity: keyId(field("identity")),
    change: readChange(fieldsOf(field("change"))),
    follows: id32(field("follows")),
  };
}

function readChange(field: (name: string) => unknown): HostChange {
  const change = oneOf(["cohost", "door", "deny", "lift", "renew", "settle"], field("change"));
  switch (change) {
    case "cohost":
      return { change, key: keyId(field("key")), isCohost: flag(field("isCohost")) };
    case "door":
      return { change, door: oneOf(doors, field("door")) };
    case "deny":
    case "lift":
      return { change, key: keyId(field("key")) };
    case "renew":
    case "settle":
      return { change };
  }
}
