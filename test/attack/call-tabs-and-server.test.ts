import { afterEach, describe, expect, test } from "vitest";
import type { ServerAttack } from "../support/attack/evil-server/attacks.ts";
import { createBrowserScene } from "../support/attack/browser-scene.ts";
import { goodKeyFile, hostileKeyFiles } from "../support/attack/hostile-key-files.ts";
import { framesShown, untilBound, untilRefused, wordsOf } from "../support/attack/victim-tab.ts";
import { enterRoom } from "../support/e2e/person.ts";
import { openApprovalWindows } from "../support/e2e/screens/approval-window.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { openImportTab } from "../support/e2e/screens/import-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { says } from "../support/e2e/words.ts";

/** Two people with the built extension in a Chromium each, and a server that attacks them both. */
const scene = createBrowserScene(["Vera", "Hugo"], 0);
let hugoTab: CallTab | undefined;

function both() {
  const [vera, hugo] = scene().people;
  return {
    vera: { ...vera!, other: hugo!.key },
    hugo: { ...hugo!, tab: hugoTab ?? hugo!.tab, other: vera!.key },
  };
}

async function expectMediaBothWays(): Promise<void> {
  const { vera, hugo } = both();
  for (const { tab, other } of [vera, hugo]) {
    await untilBound(tab, other);
    const before = await framesShown(tab, other);
    await expect.poll(() => framesShown(tab, other)).toBeGreaterThan(before);
  }
}

/** Hugo leaves, and comes again while the server does `attack`. */
async function hugoComesAgain(attack: ServerAttack): Promise<void> {
  const { hugo } = both();
  await hugo.tab.leave();
  await hugo.tab.page.close();
  scene().evil.attack(attack);
  hugoTab = await enterRoom(hugo.person, scene().link);
}

afterEach(() => scene().evil.attack("none"));

test("control: an honest server, and both see each other", async () => {
  await expectMediaBothWays();
});

describe("a server that attacks a running call", () => {
  test("admit-key: refused by both, in words, and the call goes on", async () => {
    const { evil } = scene();
    evil.attack("admit-key");
    await evil.strike();
    const { vera, hugo } = both();
    for (const { tab } of [vera, hugo]) await untilRefused(tab, evil.key.keyId, "allowed");
    await expectMediaBothWays();
  });

  test("sign-list: refused by both, in words, and the call goes on", async () => {
    const { evil } = scene();
    evil.attack("sign-list");
    await evil.strike();
    const { vera, hugo } = both();
    const words = says("callNoticeListRefused", wordsOf("signature"));
    for (const { tab } of [vera, hugo]) await tab.page.getByText(words).first().waitFor();
    await expectMediaBothWays();
  });

  test.each(["invent-leaving", "end-call"] as const)("%s: the call goes on", async (attack) => {
    const { evil } = scene();
    evil.attack(attack);
    await evil.strike();
    await expectMediaBothWays();
  });
});

describe("a server that attacks somebody who joins", () => {
  test("replay-boxes: they are bound, and stay so when every box comes again", async () => {
    await hugoComesAgain("replay-boxes");
    await expectMediaBothWays();
    await scene().evil.strike();
    await expectMediaBothWays();
  });

  test.each([
    ["swap-fingerprint", "signature"],
    ["point-off-curve", "point"],
  ] as const)("%s: refused by both, and no picture passes", async (attack, check) => {
    await hugoComesAgain(attack);
    const { vera, hugo } = both();
    for (const { tab, other } of [vera, hugo]) {
      await untilRefused(tab, other, check);
      expect(await framesShown(tab, other)).toBe(0);
    }
  });

  test("control: and when it is honest again, they are bound again", async () => {
    await hugoComesAgain("none");
    await expectMediaBothWays();
  });

  test("invent-host: it is said that this is not the room, and nobody is asked to sign", async () => {
    const { hugo } = both();
    await hugo.tab.leave();
    await hugo.tab.page.close();
    scene().evil.attack("invent-host");
    const roomPage = await openRoomPage(hugo.person.profile, scene().link);
    hugoTab = await roomPage.join();
    await roomPage.page.close();
    await hugoTab.join();
    await hugoTab.page.getByText(says("problemWrongHost")).waitFor();
    expect(openApprovalWindows(hugo.person.profile)).toBe(0);
    await hugoTab.page.close();
  });

  test("a room page that presses its own button opens nothing", async () => {
    const { hugo } = both();
    const { profile } = hugo.person;
    const callTabs = (): number =>
      profile.context.pages().filter((page) => page.url().includes("/call/")).length;
    const roomPage = await openRoomPage(profile, scene().link);
    await roomPage.joinButton.waitFor();
    await roomPage.page.evaluate(() => {
      const button = document.getElementById("join-with-latchkey");
      for (let count = 0; count < 100; count += 1) button?.click();
    });
    // Control: a person's click opens one, and by then the others would have.
    await roomPage.join();
    expect(callTabs()).toBe(1);
    expect(openApprovalWindows(profile)).toBe(0);
    await roomPage.page.close();
  });
});

test("hostile key files leave the wallet as it was, each within seconds", async () => {
  const { vera } = both();
  const { profile, publicKey } = vera.person;
  const tab = await openImportTab(profile);
  for (const [name, content] of Object.entries(hostileKeyFiles())) {
    const begun = performance.now();
    await tab.importFile("key.pem", content);
    await expect.poll(() => tab.notice.textContent(), { message: name }).toMatch(/\S/);
    expect(performance.now() - begun, name).toBeLessThan(10_000);
    await tab.page.reload();
  }
  const popup = await openPopup(profile);
  await popup.identities.getByRole("listitem").first().waitFor();
  expect(await popup.identities.getByRole("listitem").count()).toBe(1);
  expect(await popup.copyPublicKey()).toBe(publicKey);
  // Control: a good one is taken.
  await tab.importFile("key.pem", goodKeyFile());
  await expect.poll(() => popup.identities.getByRole("listitem").count()).toBe(2);
});
