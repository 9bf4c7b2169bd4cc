import { spawnSync } from "node:child_process";

/**
 * A network of namespaces, one a person, around a hub that routes between them: Linux alone, as
 * root, with `ip`. What is cut is cut as a router drops packets, without a word to either end.
 */
export interface Lab {
  readonly hub: string;
  /** Namespace of a new place with an address of its own. */
  readonly place: () => Place;
  readonly close: () => void;
}

export interface Place {
  readonly namespace: string;
  readonly address: () => string;
  /** Nothing passes between these two, in either direction. */
  readonly cutFrom: (other: Place) => void;
  readonly join: (other: Place) => void;
  /** Nothing passes at all. */
  readonly cut: () => void;
  readonly restore: () => void;
  /** As who walks from one network into another: the old address is gone. */
  readonly moveToNewAddress: () => void;
}

/** Of the hub as every place sees it: where a relay can listen. */
export const hubAddress = "10.77.0.1";

export function canBuildLab(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const name = `lk${process.pid}probe`;
  const isMade = spawnSync("ip", ["netns", "add", name]).status === 0;
  spawnSync("ip", ["netns", "del", name]);
  return isMade;
}

export function buildLab(): Lab {
  const prefix = `lk${process.pid}`;
  const hub = `${prefix}hub`;
  const namespaces: string[] = [];
  const addNamespace = (name: string): void => {
    ip("netns", "add", name);
    namespaces.push(name);
    ip("-n", name, "link", "set", "lo", "up");
  };
  addNamespace(hub);
  ip("-n", hub, "addr", "add", `${hubAddress}/32`, "dev", "lo");
  run("ip", "netns", "exec", hub, "sysctl", "-qw", "net.ipv4.ip_forward=1");

  return {
    hub,
    place: () => newPlace(hub, prefix, namespaces.length, addNamespace),
    close: () => {
      for (const name of namespaces) spawnSync("ip", ["netns", "del", name]);
    },
  };
}

function newPlace(
  hub: string,
  prefix: string,
  number: number,
  addNamespace: (name: string) => void,
): Place {
  const namespace = `${prefix}p${number}`;
  const net = `10.77.${number}`;
  const port = `p${number}`;
  addNamespace(namespace);
  ip("-n", hub, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", namespace);
  ip("-n", hub, "addr", "add", `${net}.1/24`, "dev", port);
  ip("-n", hub, "link", "set", port, "up");
  let host = 2;
  const address = (): string => `${net}.${host}`;
  const setAddress = (): void => {
    ip("-n", namespace, "addr", "add", `${address()}/24`, "dev", "eth0");
    ip("-n", namespace, "link", "set", "eth0", "up");
    ip("-n", namespace, "route", "replace", "default", "via", `${net}.1`);
  };
  setAddress();

  const drop = (action: "add" | "del", from: string, to: string): void =>
    ip("-n", hub, "rule", action, "from", from, "to", to, "blackhole");
  const net24 = `${net}.0/24`;
  const nets = new Map<Place, string>();
  const place: Place = {
    namespace,
    address,
    cutFrom: (other) => {
      const theirs = netOf(other);
      nets.set(other, theirs);
      drop("add", net24, theirs);
      drop("add", theirs, net24);
    },
    join: (other) => {
      const theirs = nets.get(other);
      if (theirs === undefined) return;
      nets.delete(other);
      drop("del", net24, theirs);
      drop("del", theirs, net24);
    },
    cut: () => {
      drop("add", net24, "0.0.0.0/0");
      drop("add", "0.0.0.0/0", net24);
    },
    restore: () => {
      drop("del", net24, "0.0.0.0/0");
      drop("del", "0.0.0.0/0", net24);
    },
    moveToNewAddress: () => {
      const old = address();
      host += 1;
      ip("-n", namespace, "addr", "del", `${old}/24`, "dev", "eth0");
      setAddress();
    },
  };
  return place;
}

function netOf(place: Place): string {
  return place.address().replace(/\.\d+$/, ".0/24");
}

function ip(...args: readonly string[]): void {
  run("ip", ...args);
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 10_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}
