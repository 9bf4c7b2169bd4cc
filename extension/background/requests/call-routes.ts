import { clockSkewMs, listMaxEntries, listMaxVersion } from "../../../protocol/limits.ts";
import { forkDenialsMax } from "../../../protocol/list-rules.ts";
import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import { parseSignedList, verifyList } from "../../../protocol/signed-list.ts";
import type { JoinAsk } from "../../shared/approval.ts";
import { AppError } from "../../shared/errors.ts";
import type { Params } from "../../shared/requests.ts";
import type { ListFork, RoomDraft, RoomRecord } from "../../shared/room-record.ts";
import type { ApprovalDesk } from "../approval-desk.ts";
import { outcomeFor } from "../approval-state.ts";
import { assertWellFormed } from "../approval-statements.ts";
import type { Invites } from "../invites.ts";
import { nextListOf } from "../next-list.ts";
import { isSameRoom, type RoomAddress } from "../pages.ts";
import type { Clock, Tell } from "../ports.ts";
import type { Contacts } from "../contacts.ts";
import { labelOf, type RoomRecords } from "../room-records.ts";
import type { Wallet } from "../wallet.ts";
import { readAsk } from "./ask-fields.ts";
import { count, fieldsOf, keyId, list, nothing, requestId, room, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

export function callRoutes(deps: {
  readonly desk: ApprovalDesk;
  readonly rooms: RoomRecords;
  readonly wallet: Wallet;
  readonly contacts: Contacts;
  readonly invites: Invites;
  readonly clock: Clock;
  readonly tell: Tell;
}): Routes<NamesOf<"call">> {
  const { desk, rooms, wallet, contacts, invites, clock, tell } = deps;
  const request = (params: unknown): { requestId: string } => ({
    requestId: requestId(fieldsOf(params)("requestId")),
  });

  async function recordOf(address: RoomAddress): Promise<RoomRecord> {
    const found = await rooms.find(address);
    if (found === null) throw new AppError("room/unknown");
    return found.record;
  }

  return {
    "call/room": {
      parse: (params) => room(fieldsOf(params)),
      async handle(address, asker) {
        assertOwnRoom(asker.room, address);
        // What a call tab asks first, once its page has loaded.
        await desk.dispatch({ type: "tab-loaded", tabId: asker.tabId });
        return recordOf(address);
      },
    },
    "call/remember": {
      parse(params) {
        const field = fieldsOf(params);
        return {
          ...room(field),
          host: keyId(field("host")),
          identity: keyId(field("identity")),
          list: parseSignedList(field("list")),
          version: count(field("version")),
          fork: forkOf(field("fork")),
        };
      },
      async handle(seen, asker) {
        assertOwnRoom(asker.room, seen);
        await assertListHolds(seen);
        await rooms.change(seen, (before) => remembered(before, seen));
        tell({ event: "rooms-changed" });
        return null;
      },
    },
    "call/newest-list": {
      parse: (params) => room(fieldsOf(params)),
      async handle(address, asker) {
        assertOwnRoom(asker.room, address);
        return (await recordOf(address)).list;
      },
    },
    "call/make-invite": {
      parse: (params) => room(fieldsOf(params)),
      async handle(address, asker) {
        assertOwnRoom(asker.room, address);
        return invites.make(address);
      },
    },
    "call/invites": {
      parse: (params) => room(fieldsOf(params)),
      async handle(address, asker) {
        assertOwnRoom(asker.room, address);
        return invites.list(address);
      },
    },
    "call/use-invite": {
      parse(params) {
        const field = fieldsOf(params);
        return { ...room(field), token: text(field("token"), 22), key: keyId(field("key")) };
      },
      async handle({ token, key, ...address }, asker) {
        assertOwnRoom(asker.room, address);
        return invites.use(address, token, key);
      },
    },
    "call/ask": {
      parse: readAsk,
      async handle(ask, asker) {
        assertOwnRoom(asker.room, ask);
        const record = await recordOf(ask);
        if (!(await wallet.list()).some((own) => own.keyId === ask.identity)) {
          throw new AppError("wallet/unknown-key");
        }
        const askedAtMs = clock.now();
        if (ask.kind === "join") assertJoinFits(ask, record, askedAtMs);
        const draft = ask.kind === "join" && ask.createsRoom ? draftOf(ask, record) : null;
        const id = toBase64url(randomBytes(16));
        const next = ask.kind === "list" ? { list: await nextListOf(ask, record, askedAtMs) } : {};
        const asked = { id, tabId: asker.tabId, ask, draft, askedAtMs, ...next };
        try {
          assertWellFormed(asked);
        } catch (cause) {
          throw new AppError("request/malformed", cause);
        }
        await desk.dispatch({ type: "ask", request: asked });
        return { requestId: id };
      },
    },
    "call/outcome": {
      parse: request,
      async handle(params, { tabId }) {
        await desk.dispatch({ type: "tick" });
        const outcome = outcomeFor(desk.state, params.requestId, tabId);
        if (outcome === undefined) throw new AppError("approval/unknown");
        return outcome;
      },
    },
    "call/cancel": {
      parse: request,
      async handle(params, { tabId }) {
        await desk.dispatch({ type: "cancel", id: params.requestId, tabId });
        return null;
      },
    },
    "call/known-keys": {
      parse: (params) => ({ keys: list(fieldsOf(params)("keys"), listMaxEntries * 2, keyId) }),
      async handle({ keys }) {
        const [identities, named, known] = await Promise.all([
          wallet.list(),
          contacts.list(),
          rooms.list(),
        ]);
        return keys.flatMap((key) => {
          const own = identities.find((identity) => identity.keyId === key);
          const contact = named.find((one) => one.key === key);
          const name = own?.name ?? contact?.name ?? labelOf(known, key);
          return name === null ? [] : [{ key, name }];
        });
      },
    },
    "call/known-names": {
      parse: nothing,
      async handle() {
        const [named, known] = await Promise.all([contacts.list(), rooms.list()]);
        // The other way round than they count: of two names for one key, the last is kept.
        const names = new Map<KeyId, string>();
        for (const { key, label } of known.toReversed().flatMap(({ labels }) => labels)) {
          if (label !== "") names.set(key, label);
        }
        for (const { key, name } of named) names.set(key, name);
        return Array.from(names, ([key, name]) => ({ key, name }));
      },
    },
  };
}

function forkOf(value: unknown): ListFork | null {
  if (value === null) return null;
  const field = fieldsOf(value);
  const conflict = field("conflict");
  return {
    conflict: conflict === null ? null : parseSignedList(conflict),
    denied: list(field("denied"), forkDenialsMax + listMaxEntries, keyId),
  };
}

/** A call tab speaks for the room in its own URL and for no other. */
function assertOwnRoom(own: RoomAddress, asked: RoomAddress): void {
  if (!isSameRoom(own, asked)) throw new AppError("request/refused");
}

/** What the call tab checks before it asks, checked once more by the one who signs. */
function assertJoinFits(ask: JoinAsk, record: RoomRecord, nowMs: number): void {
  const isOtherHost = record.host !== null && record.host !== ask.host;
  if (isOtherHost || Math.abs(ask.issuedAtMs - nowMs) > clockSkewMs) {
    throw new AppError("request/refused");
  }
}

function draftOf(ask: JoinAsk, { draft, host }: RoomRecord): RoomDraft {
  if (draft === null || host !== ask.host || host !== ask.identity) {
    throw new AppError("request/refused");
  }
  return draft;
}

async function assertListHolds(seen: Params<"call/remember">): Promise<void> {
  const conflict = seen.fork?.conflict ?? null;
  for (const one of conflict === null ? [seen.list] : [seen.list, conflict]) {
    let version: number;
    let host: string;
    try {
      ({ version, host } = (await verifyList(one, seen.roomId)).list);
    } catch (cause) {
      throw new AppError("room/bad-list", cause);
    }
    if (version !== seen.version || version > listMaxVersion || host !== seen.host) {
      throw new AppError("room/bad-list");
    }
  }
}

/** The highest version never falls: a lower list is an older one, told of late or rolled back. */
function remembered(before: RoomRecord, seen: Params<"call/remember">): RoomRecord {
  const { host, identity, version, fork } = seen;
  if (version < before.highestVersion) return { ...before, identity };
  const known = { list: seen.list, highestVersion: version, fork };
  return { ...before, host, identity, ...known, draft: null };
}
