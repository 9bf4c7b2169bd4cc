import { browser } from "../../shared/browser.ts";
import type { ServerPermissions } from "../popup-deps.ts";

export const browserPermissions: ServerPermissions = {
  request: (origin) => browser.permissions.request({ origins: [origin] }),
};
