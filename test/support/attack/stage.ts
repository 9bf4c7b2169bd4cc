import { afterEach } from "vitest";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { parseJoin } from "../../../protocol/join.ts";
import type { PeerStatement } from "../../../protocol/messages.ts";
import type { Room } from "../protocol/room-facts.ts";
import { makeFingerprint } from "../protocol/session-keys.ts";
import { makeSigningKey, type SigningKey } from "../protocol/signing-key.ts";
import { enter, makeOpenRoom } from "../server/enter.ts";
import { type EvilPeer, type EvilPeerInput, enterEvilPeer } from "./evil-peer/evil-peer.ts";
import { paperTransport } from "./evil-peer/transport.ts";
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
  /** The host, in the call. */
  readonly host: () => Promise<Party>;
  /** Somebody who is not on the list, in the lobby. */
  readonly stranger: (identity: SigningKey) => Party;
  /** Member number `index` as an attacker of `victim`, who is in the call. */
  readonly attacker: (
    index: number,
    victim: Party,
    options?: Partial<Pick<EvilPeerInput, "side" | "certify" | "transport">>,
  ) => Promise<EvilPeer>;
  /** The newest statement of that member, as the server has it. */
  readonly statementOf: (index: number) => PeerStatement;
  /** The host comes, gives the server this list, and goes. */
  readonly publish: (list: SignedList) => Promise<void>;
}

/** To be called once at the top of a test file: what is opened ends with its test. */
export function createStage(): (
  members?: number,
  attack?: ServerAttack,
  elsewhere?: string,
) => Promise<Scene> {
  const parties: Party[] = [];
  const attackers: EvilPeer[] = [];
  const servers: EvilServer[] = [];
  afterEach(async () => {
    for (const attacker of attackers.splice(0)) await attacker.leave();
    for (const { session } of parties.splice(0)) session.leave();
    for (const evil of servers.splice(0)) await evil.stop();
  });

  return async (count = 2, attack = "none", elsewhere) => {
    const evil = await startEvilServer(elsewhere === undefined ? {} : { elsewhere });
    servers.push(evil);
    const network = createLinkNetwork();
    const members = await Promise.all(Array.from({ length: count }, () => makeSigningKey()));
    const { room, list } = await makeOpenRoom(evil, members);
    const host = await enter(evil, room, room.host, { list });
    await host.client.close();
    evil.attack(attack);

    const statementOf: Scene["statementOf"] = (index) => {
      const key = members[index]?.keyId;
      const found = evil.statements().findLast(({ payload }) => parseJoin(payload).key === key);
      if (found === undefined) throw new Error(`number ${index} was never here`);
      return found;
    };
    const partyOf = (identity: SigningKey, options: Partial<PartyOptions> = {}): Party => {
      const made = createParty({ network, room, identity, ...options });
      parties.push(made);
      return made;
    };
    const inCall = async (made: Party, name: string): Promise<Party> => {
      made.session.join(made.identity.keyId, name);
      await made.untilInCall();
      return made;
    };
    const party: Scene["party"] = (index, options) => {
      const identity = members[index];
      if (identity === undefined) throw new Error(`nobody has number ${index}`);
      return partyOf(identity, options);
    };
    return {
      evil,
      room,
      list,
      network,
      members,
      party,
      joined: (index, options) => inCall(party(index, options), `person ${index}`),
      host: () => inCall(partyOf(room.host), "host"),
      stranger: (identity) => partyOf(identity),
      statementOf,
      attacker: async (index, victim, { certify, ...options } = {}) => {
        const made = await enterEvilPeer({
          server: evil,
          room,
          identity: members[index]!,
          transport: paperTransport(network, makeFingerprint()),
          victim: statementOf(members.indexOf(victim.identity)),
          side: "lo",
          ...options,
          ...(certify && { certify }),
        });
        attackers.push(made);
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
