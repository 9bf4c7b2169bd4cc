import type { KeyId } from "../../../../../protocol/public-key.ts";
import { buildRoom, parseRoom, type RoomStatement } from "../../../../../protocol/room.ts";
import type { SignedList } from "../../../../../protocol/signed-list.ts";
import { signList } from "../../../protocol/lists.ts";
import { makeSessionKeys } from "../../../protocol/session-keys.ts";
import type { Attack, Tamper, World } from "../attack.ts";
import { nextListBy, ownSession } from "../forgery.ts";

/** The server shows another access list than the newest one that the host has signed. */
export const listAttacks = {
  "add-to-list": {
    does: "writes its own key into the list and keeps the host's signature",
    begin: showing((list, { key }) => ({
      ...list,
      payload: buildRoom({ ...parseRoom(list.payload), ...admitting(list, key.keyId) }),
    })),
  },
  "sign-list": {
    does: "signs the next version of the list, with its own key in it, by that key",
    begin: showing((list, { key }) => nextListBy(list, key, admitting(list, key.keyId))),
  },
  "invent-cohost": {
    does: "signs the next version by a session of its own that claims to be a cohost's",
    begin: showing(async (list, world) => {
      const like = world.statements()[0];
      const session = await makeSessionKeys();
      if (like === undefined) return list;
      const by = await ownSession(like, world.key, { powers: "admit" }, session);
      const next = await nextListBy(list, session.sign, admitting(list, world.key.keyId));
      return { ...next, by, anchor: anchorOf(list) };
    }),
  },
  "own-host": {
    does: "shows a list for this room whose host it is itself",
    begin: showing((list, { key }) =>
      signList({ ...parseRoom(list.payload), host: key.keyId, allow: [] }, key),
    ),
  },
  "roll-back-list": {
    does: "shows the first version of the list to whoever joins, and again in mid-call",
    begin: (world) => ({
      ...showing((list) => world.lists()[0] ?? list)(world),
      strike: () => {
        const [first] = world.lists();
        if (first === undefined) return;
        for (const line of world.lines()) line.toClient({ type: "list", ...first });
      },
    }),
  },
  "freeze-list": {
    does: "keeps back every change of the list from whoever is in the call",
    begin: () => ({ down: (frame) => (frame.type === "list" ? [] : [frame]) }),
  },
} as const satisfies Record<string, Attack>;

type Change = (list: SignedList, world: World) => SignedList | Promise<SignedList>;

/** `change` to the list that somebody who joins is shown; and to everybody at the strike. */
function showing(change: Change): (world: World) => Tamper {
  return (world) => ({
    down: async (frame) =>
      frame.type === "joined" ? [{ ...frame, list: await change(frame.list, world) }] : [frame],
    strike: async () => {
      const newest = world.lists().at(-1);
      if (newest === undefined) return;
      const shown = await change(newest, world);
      for (const line of world.lines()) line.toClient({ type: "list", ...shown });
    },
  });
}

function admitting(list: SignedList, key: KeyId): Pick<RoomStatement, "allow"> {
  return { allow: [...parseRoom(list.payload).allow, { key, role: "member" }] };
}

function anchorOf({ payload, signature, publicKey, anchor }: SignedList): SignedList {
  return anchor ?? { payload, signature, publicKey };
}
