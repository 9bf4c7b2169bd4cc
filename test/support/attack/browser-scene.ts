import { afterAll, beforeAll, expect } from "vitest";
import { randomBytes } from "../../../protocol/bytes.ts";
import { toBase64url } from "../../../protocol/base64.ts";
import { parseJoin } from "../../../protocol/join.ts";
import type { PeerStatement } from "../../../protocol/messages.ts";
import { type KeyId, keyIdOf } from "../../../protocol/public-key.ts";
import { keyOfBlob } from "../../../protocol/read-key.ts";
import { buildRoomLink } from "../../../protocol/room-link.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { type ChromiumProfile, openChromiumProfile } from "../browser/chromium-profile.ts";
import { enterRoom, newPerson, type Person } from "../e2e/person.ts";
import type { CallTab } from "../e2e/screens/call-tab.ts";
import { listFields, signList } from "../protocol/lists.ts";
import { makeRoom, type Room } from "../protocol/room-facts.ts";
import { makeSigningKey, type SigningKey } from "../protocol/signing-key.ts";
import { enter } from "../server/enter.ts";
import { type EvilServer, startEvilServer } from "./evil-server/evil-server.ts";
import { type EvilPeer, type EvilPeerInput, enterEvilPeer } from "./evil-peer/evil-peer.ts";
import { type EvilPage, type EvilTransport, openEvilPage } from "./evil-peer/page-transport.ts";

/** Real call tabs in one room of an evil server, and a page of raw connections to attack them from. */
export interface BrowserScene {
  readonly evil: EvilServer;
  readonly room: Room;
  readonly page: EvilPage;
  /** People with a browser each; the first is attacked. */
  readonly people: readonly {
    readonly person: Person;
    readonly tab: CallTab;
    readonly key: KeyId;
  }[];
  /** Keys on the list that no browser has. */
  readonly attackers: readonly SigningKey[];
  readonly list: SignedList;
  /** As it is handed on to people. */
  readonly link: string;
  readonly statementOf: (key: KeyId) => PeerStatement;
  /** One of `attackers`, against the first person. */
  readonly attacker: (
    index: number,
    options?: Partial<Pick<EvilPeerInput, "side" | "certify" | "transport">>,
  ) => Promise<{ readonly peer: EvilPeer; readonly transport: EvilTransport; readonly key: KeyId }>;
}

/** For a whole file: browsers are slow to start, and a call that was attacked must go on. */
export function createBrowserScene(
  names: readonly string[],
  attackerCount: number,
): () => BrowserScene {
  const closing: (() => Promise<unknown>)[] = [];
  const profiles: ChromiumProfile[] = [];
  let made: BrowserScene | undefined;

  beforeAll(async () => {
    const evil = await startEvilServer();
    closing.push(evil.stop);
    const persons: Person[] = [];
    for (const name of names) {
      const profile = await openChromiumProfile();
      profiles.push(profile);
      closing.push(profile.close);
      persons.push(await newPerson(name, profile));
    }
    const keys = await Promise.all(persons.map(({ publicKey }) => keyIdOfLine(publicKey)));
    const attackers = await Promise.all(
      Array.from({ length: attackerCount }, () => makeSigningKey()),
    );
    const room = await makeRoom({ server: evil.origin });
    const allow = [...keys, ...attackers.map(({ keyId }) => keyId)].map(
      (key) => ({ key, role: "member" }) as const,
    );
    const list = await signList(listFields(room, { issuedAtMs: Date.now(), allow }), room.host);
    const host = await enter(evil, room, room.host, { list });
    await host.client.close();

    const { server, roomId } = room;
    const secret = toBase64url(randomBytes(16));
    const link = buildRoomLink({ server, roomId, secret, invite: null });
    const people = [];
    for (const [index, person] of persons.entries()) {
      people.push({ person, tab: await enterRoom(person, link), key: keys[index]! });
    }
    const page = await openEvilPage(profiles[0]!.context);
    // The evil page is opened last and would lie over it.
    await people[0]!.tab.page.bringToFront();

    const statementOf: BrowserScene["statementOf"] = (key) => {
      const found = evil.statements().findLast(({ payload }) => parseJoin(payload).key === key);
      if (found === undefined) throw new Error(`${key} was never here`);
      return found;
    };
    made = {
      evil,
      room,
      page,
      people,
      attackers,
      list,
      link,
      statementOf,
      attacker: async (index, options = {}) => {
        const identity = attackers[index]!;
        const transport = await page.transport();
        const { certify } = options;
        const peer = await enterEvilPeer({
          server: evil,
          room,
          identity,
          transport,
          victim: statementOf(keys[0]!),
          side: "lo",
          ...options,
          ...(certify && { certify }),
        });
        return { peer, transport, key: identity.keyId };
      },
    };
  }, 120_000);

  afterAll(async () => {
    const complaints = profiles.flatMap((profile) => profile.complaints.unexpected());
    await Promise.allSettled(closing.toReversed().map((close) => close()));
    expect(complaints).toEqual([]);
  });

  return () => {
    if (made === undefined) throw new Error("there is no scene");
    return made;
  };
}

async function keyIdOfLine(line: string): Promise<KeyId> {
  const [, blob = ""] = line.split(" ");
  return keyIdOf(keyOfBlob(new Uint8Array(Buffer.from(blob, "base64"))));
}
