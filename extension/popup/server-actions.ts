import { AppError, type AppErrorCode } from "../shared/errors.ts";
import { attempt } from "./attempt.ts";
import type { StoreParts } from "./popup-store.ts";
import { needsPermission, permissionOrigin } from "./server-input.ts";

/** Each gives null where it went well, else why it did not. */
export interface ServerActions {
  /**
   * `server`: an origin. From a click handler only: the browser asks the person. Where this page
   * cannot ask, the page opens that can.
   */
  addServer(server: string): Promise<AppErrorCode | null>;
  removeServer(server: string): Promise<AppErrorCode | null>;
  /** Where servers are added and removed: another page, or this one. */
  openServers(): void;
}

export function createServerActions({ deps, set }: StoreParts): ServerActions {
  return {
    addServer: (server) => {
      if (deps.pages.openTab) {
        deps.pages.openTab("servers");
        return Promise.resolve(null);
      }
      // Before anything is awaited: a permission is asked for in the click itself, or not at all.
      const granted = needsPermission(server)
        ? deps.permissions.request(permissionOrigin(server))
        : Promise.resolve(true);
      return attempt(async () => {
        if (!(await granted)) throw new AppError("server/no-permission");
        set({ servers: await deps.ask("servers/add", { server }) });
      });
    },
    removeServer: (server) =>
      attempt(async () => {
        set({ servers: await deps.ask("servers/remove", { server }) });
      }),
    openServers: () => {
      if (deps.pages.openTab) deps.pages.openTab("servers");
      else set({ view: "servers" });
    },
  };
}
