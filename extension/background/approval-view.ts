import type { KeyId } from "../../protocol/public-key.ts";
import { parseRoom } from "../../protocol/room.ts";
import type { ApprovalSummary, ApprovalView } from "../shared/approval.ts";
import type { Contact } from "../shared/contact.ts";
import type { Identity } from "../shared/identity.ts";
import { type ApprovalRequest, type ApprovalState, isWaiting, shownIn } from "./approval-state.ts";
import { diesAtMs, type NextList, statementsOf } from "./approval-statements.ts";
import { type KeptRoom, labelOf } from "./room-records.ts";

/** What the approval window shows; null where nothing waits to be shown. */
export function viewOf(
  state: ApprovalState,
  identities: readonly Identity[],
  rooms: readonly KeptRoom[],
  contacts: readonly Contact[],
): ApprovalView | null {
  const shown = shownIn(state);
  const identity = identities.find(({ keyId }) => keyId === shown?.ask.identity);
  if (!shown || !identity) return null;
  const { id, ask, draft, list, askedAtMs } = shown;
  const host = ask.kind === "join" ? ask.host : null;
  const joined = rooms.filter(({ record }) => record.highestVersion > 0);
  const nameOf = (wanted: KeyId | null): string | null => {
    if (wanted === null) return null;
    const own = identities.find(({ keyId }) => keyId === wanted);
    const contact = contacts.find(({ key }) => key === wanted);
    return own?.name ?? contact?.name ?? labelOf(rooms, wanted);
  };
  const hostName = nameOf(host);
  return {
    id,
    ask,
    identity,
    statements: statementsOf(shown).map(({ text }) => text),
    room: draft && { door: draft.door, allowed: draft.allowed },
    list: list === undefined ? null : { before: list.before, names: namesIn(list, nameOf) },
    serverIsKnown: joined.some(({ record }) => record.server === ask.server),
    hostIsKnown: hostName !== null || joined.some(({ record }) => record.host === host),
    hostName,
    askerName: nameOf(ask.kind === "confirm" ? ask.askedBy : null),
    askedAtMs,
    diesAtMs: diesAtMs(ask, askedAtMs),
    waiting: state.waiting.filter(isWaiting).length,
  };
}

function namesIn(
  { before, next }: NextList,
  nameOf: (key: KeyId) => string | null,
): { key: KeyId; name: string }[] {
  const keys = [parseRoom(before), next].flatMap(({ allow, deny }) => [
    ...allow.map(({ key }) => key),
    ...deny,
  ]);
  return [...new Set(keys)].flatMap((key) => {
    const name = nameOf(key);
    return name === null ? [] : [{ key, name }];
  });
}

/** What the popup lists: all that wait, and the interrupted ones nobody has seen yet. */
export function summariesOf(
  state: ApprovalState,
  identities: readonly Identity[],
): readonly ApprovalSummary[] {
  const summary = (request: ApprovalRequest, now: ApprovalSummary["state"]): ApprovalSummary => {
    const { id, ask, askedAtMs } = request;
    return {
      id,
      kind: ask.kind,
      createsRoom: ask.kind === "join" && ask.createsRoom,
      server: ask.server,
      roomId: ask.roomId,
      identityName: identities.find(({ keyId }) => keyId === ask.identity)?.name ?? "",
      askedAtMs,
      diesAtMs: diesAtMs(ask, askedAtMs),
      state: now,
    };
  };
  return [
    ...state.waiting.flatMap((request) =>
      request.state === "signing" ? [] : [summary(request, request.state)],
    ),
    ...state.ended
      .filter(({ listed }) => listed)
      .map(({ request }) => summary(request, "interrupted")),
  ];
}
