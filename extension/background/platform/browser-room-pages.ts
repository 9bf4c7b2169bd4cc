import browser from "webextension-polyfill";
import type { RoomPages } from "../ports.ts";

const idPrefix = "room-page ";

/** Match patterns go by host name: with a port, Firefox refuses them. */
export function browserRoomPages(): RoomPages {
  return {
    isPermitted: (host) => browser.permissions.contains({ origins: [`https://${host}/*`] }),
    async registered() {
      const scripts = await browser.scripting.getRegisteredContentScripts();
      return scripts
        .filter(({ id }) => id.startsWith(idPrefix))
        .map(({ id }) => id.slice(idPrefix.length));
    },
    async register(host) {
      // The same script as on this machine's room pages: its place in the package is the build's.
      const [onThisMachine] = browser.runtime.getManifest().content_scripts ?? [];
      await browser.scripting.registerContentScripts([
        {
          id: idPrefix + host,
          matches: [`https://${host}/r/*`],
          js: onThisMachine?.js ?? [],
          runAt: "document_idle",
          persistAcrossSessions: true,
        },
      ]);
    },
    unregister: (host) => browser.scripting.unregisterContentScripts({ ids: [idPrefix + host] }),
  };
}
