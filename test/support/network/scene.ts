import {
  type ChromiumProfile,
  openChromiumProfile,
  type ProfileOptions,
} from "../browser/chromium-profile.ts";
import {
  type LatchkeyServer,
  type ServerOptions,
  startLatchkeyServer,
} from "../e2e/latchkey-server.ts";
import { newPerson, type Person } from "../e2e/person.ts";
import { type Doorway, openDoorway } from "./doorway.ts";
import { buildLab, type Lab, type Place } from "./lab.ts";
import { type RelayServer, startRelayServer } from "./relay-server.ts";

/** Somebody in a network of their own. */
export interface PlacedPerson extends Person {
  readonly place: Place;
  /** Their line to the server. */
  readonly line: Doorway;
}

/** People in a network that can be cut anywhere, a server, and a relay where one is wanted. */
export interface Scene {
  readonly lab: Lab;
  readonly server: LatchkeyServer;
  readonly relay: RelayServer | null;
  readonly person: (name: string, options?: ProfileOptions) => Promise<PlacedPerson>;
  /** What browsers complained of and nobody expected. */
  readonly complaints: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Several browsers, each with a picture to encode for all others, share two cores. */
const framesPerSecond = 10;

export async function createScene(
  options: ServerOptions & { readonly hasRelay?: boolean } = {},
): Promise<Scene> {
  const lab = buildLab();
  const opened: { readonly close: () => Promise<unknown> }[] = [];
  const profiles: ChromiumProfile[] = [];
  const keep = <Thing extends { readonly close: () => Promise<unknown> }>(thing: Thing): Thing => {
    opened.unshift(thing);
    return thing;
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled(opened.map((thing) => thing.close()));
    lab.close();
  };
  try {
    const relay = options.hasRelay === true ? keep(await startRelayServer(lab.hub)) : null;
    const turn = relay === null ? {} : { TURN_URLS: relay.urls, TURN_SECRET: relay.secret };
    const env = { LIMIT_JOINS_PER_MINUTE: "1000", ...turn, ...options.env };
    const server = keep(await startLatchkeyServer({ ...options, env }));
    return {
      lab,
      server,
      relay,
      person: async (name, profileOptions) => {
        const place = lab.place();
        const { namespace } = place;
        const line = keep(await openDoorway(namespace, Number(new URL(server.address).port)));
        const profile = keep(
          await openChromiumProfile({ framesPerSecond, namespace, ...profileOptions }),
        );
        // What is cut and killed fails on the console too.
        profile.complaints.expect(/WebSocket|ERR_CONNECTION|net::ERR|Failed to load resource/);
        profiles.push(profile);
        return { ...(await newPerson(name, profile)), place, line };
      },
      complaints: () => profiles.flatMap(({ complaints }) => complaints.unexpected()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
