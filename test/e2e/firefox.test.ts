import { afterEach, expect, it } from "vitest";
import { type FirefoxProfile, openFirefoxProfile } from "../support/browser/firefox-profile.ts";
import { watchInFirefox } from "../support/browser/firefox-media.ts";
import { hostRoom } from "../support/e2e/person.ts";
import { createStage } from "../support/e2e/stage.ts";
import { firefoxPerson, joinInFirefox } from "../support/e2e/firefox-person.ts";

const stage = createStage();
const opened: FirefoxProfile[] = [];
afterEach(async () => {
  await Promise.allSettled(opened.splice(0).map((profile) => profile.close()));
});

it("calls between Chromium and Firefox: key, approval, pictures and sound both ways", async () => {
  const server = await stage.server();
  const alice = await stage.person("Alice");
  const firefox = await openFirefoxProfile();
  opened.push(firefox);
  const fiona = await firefoxPerson("Fiona", firefox);
  const { tab: host, link } = await hostRoom(alice, server.address, [
    { ...alice, publicKey: fiona.keyId },
  ]);
  const tab = await joinInFirefox(fiona, link);
  await host.untilSeen("Fiona");
  await host.untilHeard("Fiona");
  const seen = await watchInFirefox(tab, "Alice");
  expect(seen.frames).toBeGreaterThan(0);
  expect(seen.loudest).toBeGreaterThan(0);
});
