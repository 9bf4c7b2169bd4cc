import { afterEach } from "vitest";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { Room } from "../protocol/room-facts.ts";
import { makeSigningKey, type SigningKey } from "../protocol/signing-key.ts";
import { enter, makeOpenRoom } from "../server/enter.ts";
import type { ServerAttack } from "./evil-server/attacks.ts";
import { type EvilServer, startEvilServer } from "./evil-server/evil-server.ts";
import { createLinkNetwork, type LinkNetwork } from "./link-network.ts";
import { createParty, type Party, type PartyOptions } from "./party.ts";

/** A room on an evil server that is still honest, with its host gone and these people allowed. */
export interface Scene {
  readonly evil: EvilServer;
  readonly room: Room;
  readonly list: SignedList;
  readonly network: LinkNetwork;
  readonly members: readonly SigningKey[];
  /** Member number `index`, in the lobby. */
  readonly party: (index: number, options?: Partial<PartyOptions>) => Party;
  /** The same, in the call. */
  readonly joined: (index: number, options?: Partial<PartyOptions>) => Promise<Party>;
  /** The host comes, gives the server this list, and goes. */
  readonly publish: (list: SignedList) => Promise<void>;
}

/** To be called once at the top of a test file: what is opened ends with its test. */
export function createStage(): (members?: number, attack?: ServerAttack) => Promise<Scene> {
  const parties: Party[] = [];
  const servers: EvilServer[] = [];
  afterEach(async () => {
    for (const { session } of parties.splice(0)) session.leave();
    for (const evil of servers.splice(0)) await evil.stop();
  });

  return async (count = 2, attack = "none") => {
    const evil = await startEvilServer();
    servers.push(evil);
    const network = createLinkNetwork();
    const members = await Promise.all(Array.from({ length: count }, () => makeSigningKey()));
    const { room, list } = await makeOpenRoom(evil, members);
    const host = await enter(evil, room, room.host, { list });
    await host.client.close();
    evil.attack(attack);

    const party: Scene["party"] = (index, options = {}) => {
      const identity = members[index];
      if (identity === undefined) throw new Error(`nobody has number ${index}`);
      const made = createParty({ network, room, identity, ...options });
      parties.push(made);
      return made;
    };
    return {
      evil,
      room,
      list,
      network,
      members,
      party,
      joined: async (index, options) => {
        const made = party(index, options);
        made.session.join(made.identity.keyId, `person ${index}`);
        await made.untilInCall();
        return made;
      },
      publish: async (next) => {
        const { client } = await enter(evil, room, room.host);
        client.say({ type: "list", ...next });
        // Acknowledged once it is told to everybody, its sender among them.
        for (;;) {
          const { payload } = await client.next("list");
          if (payload === next.payload) break;
        }
        await client.close();
      },
    };
  };
}
