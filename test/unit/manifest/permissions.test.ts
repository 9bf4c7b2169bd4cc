import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../../scripts/steps/root.mjs";
import { builtBrowsers, builtManifest, requireBuild } from "../../support/build/built-extension.ts";

// Who changes a line here asks every person for more power over their browser.
const granted = {
  permissions: ["storage", "contextMenus", "alarms", "scripting"],
  optional_host_permissions: ["https://*/*"],
  content_scripts: [
    {
      matches: ["http://localhost/r/*", "http://127.0.0.1/r/*"],
      js: ["extension/room-link/main.js"],
      run_at: "document_idle",
    },
  ],
};
const powers = [
  "host_permissions",
  "optional_permissions",
  "web_accessible_resources",
  "externally_connectable",
  "devtools_page",
  "chrome_url_overrides",
  "chrome_settings_overrides",
  "declarative_net_request",
  "sandbox",
  "oauth2",
  "omnibox",
];

beforeAll(requireBuild, 180_000);

describe.each(builtBrowsers)("the %s manifest", (browser) => {
  it("asks for no more than it did", () => {
    const manifest = builtManifest(browser);
    expect(manifest).toMatchObject(granted);
    expect(manifest.permissions).toHaveLength(granted.permissions.length);
  });

  it("opens no other way in", () => {
    const found = powers.filter((power) => power in builtManifest(browser));
    expect(found).toEqual(browser === "chrome" ? ["externally_connectable"] : []);
  });

  it("stays out of private windows, which would tie a visit to a lasting key", () => {
    expect(builtManifest(browser)["incognito"]).toBe("not_allowed");
  });
});

it("lets no other extension and no page connect", () => {
  expect(builtManifest("chrome")["externally_connectable"]).toEqual({ ids: [] });
});

it("names the version of package.json and the background of each browser", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly version: string;
  };
  expect(builtManifest("chrome")).toMatchObject({
    version,
    background: { service_worker: "extension/background/main.js" },
  });
  expect(builtManifest("firefox")).toMatchObject({
    version,
    background: { scripts: ["extension/background/main.js"] },
    browser_specific_settings: { gecko: { data_collection_permissions: { required: ["none"] } } },
  });
});
