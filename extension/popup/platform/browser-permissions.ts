import browser from "webextension-polyfill";
import type { ServerPermissions } from "../popup-deps.ts";

export const browserPermissions: ServerPermissions = {
  request: (origin) => browser.permissions.request({ origins: [origin] }),
};
