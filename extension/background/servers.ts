import { webOriginOf } from "../../protocol/server-origin.ts";
import { AppError } from "../shared/errors.ts";
import type { RoomPages, StorageArea } from "./ports.ts";
import { storedValue } from "./stored-value.ts";

/** The servers whose room pages may offer *Join with Latchkey*: origins `wss://…`, by name. */
export interface Servers {
  list(): Promise<readonly string[]>;
  /** True for servers on this machine too: the manifest names their room pages. */
  mayOfferJoin(server: string): Promise<boolean>;
  /** Rejects with `server/no-permission` where the person has not allowed the host. */
  add(server: string): Promise<readonly string[]>;
  remove(server: string): Promise<readonly string[]>;
  /** Makes the registered scripts those of the servers that are listed and still allowed. */
  reconcile(): Promise<void>;
}

export function createServers(deps: { local: StorageArea; roomPages: RoomPages }): Servers {
  const { roomPages } = deps;
  const added = storedValue(deps.local, "servers", (found) =>
    Array.isArray(found) ? (found as readonly string[]) : [],
  );

  async function reconcile(): Promise<void> {
    const lost = new Set<string>();
    for (const server of await added.read()) {
      const host = hostOf(server);
      if (host !== null && !(await roomPages.isPermitted(host))) lost.add(server);
    }
    const servers = await added.change((all) =>
      lost.size === 0 ? all : all.filter((server) => !lost.has(server)),
    );
    const wanted = new Set(servers.map(hostOf).filter((host) => host !== null));
    const registered = new Set(await roomPages.registered());
    for (const host of registered) if (!wanted.has(host)) await roomPages.unregister(host);
    for (const host of wanted) if (!registered.has(host)) await roomPages.register(host);
  }

  return {
    list: () => added.read(),
    async mayOfferJoin(server) {
      return hostOf(server) === null || (await added.read()).includes(server);
    },
    async add(server) {
      const host = hostOf(server);
      if (host !== null && !(await roomPages.isPermitted(host))) {
        throw new AppError("server/no-permission");
      }
      await added.change((all) => (all.includes(server) ? all : [...all, server].toSorted()));
      await reconcile();
      return added.read();
    },
    async remove(server) {
      await added.change((all) => all.filter((other) => other !== server));
      await reconcile();
      return added.read();
    },
    reconcile,
  };
}

/** The host name that permissions and match patterns go by; null for a server on this machine. */
function hostOf(server: string): string | null {
  return server.startsWith("ws://") ? null : new URL(webOriginOf(server)).hostname;
}
