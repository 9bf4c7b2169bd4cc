import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../support/e2e/free-port.ts";
import { pkcs8File } from "../support/e2e/key-files.ts";
import { type OtherServer, startOtherProtocol, startWebSite } from "../support/e2e/other-server.ts";
import { enterRoom, hostRoom, joinAndApprove, type Person } from "../support/e2e/person.ts";
import { linkToNoRoom } from "../support/e2e/room-links.ts";
import { type CallTab, callTabOpenedBy } from "../support/e2e/screens/call-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();
const others: OtherServer[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.close()));
});

async function pasteLink({ profile }: Person, link: string): Promise<CallTab> {
  const popup = await openPopup(profile);
  const tab = await popup.joinByLink(link);
  await popup.page.close();
  return tab;
}

describe("opening a room", () => {
  it("reads authorized_keys lines, key ids and JWKs, and says which line is no key", async () => {
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const popup = await openPopup(alice.profile);
    const lines = [
      "# the team",
      bob.publicKey,
      "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU Carol",
      "not a key at all",
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDc dave",
      bob.publicKey,
    ];
    await popup.fillNewRoom({ allowed: lines, server: "not an address" });
    const read = popup.page.getByRole("list", { name: says("newRoomLines") });
    await read.getByText("Bob", { exact: true }).first().waitFor();
    await read.getByText(says("newRoomLine", 4, says("newRoomLineNotAKey"))).waitFor();
    const kind = says("newRoomLineOtherKind", "RSA");
    await read.getByText(says("newRoomLine", 5, kind)).waitFor();
    await read.getByText(says("newRoomLine", 6, says("newRoomLineRepeated", 2))).waitFor();
    await popup.page.getByText(says("errRoomBadServer")).waitFor();
    await popup.button("Create room").click();
    await popup.page.getByRole("alert").first().waitFor();
    expect(alice.profile.context.pages().filter((page) => /\/call\//.test(page.url()))).toEqual([]);
  });

  it("warns of a private key in the list, and neither stores nor sends it", async () => {
    const alice = await stage.person("Alice");
    const popup = await openPopup(alice.profile);
    const privateKey = pkcs8File();
    await popup.fillNewRoom({ allowed: [privateKey], server: "http://localhost:1" });
    await popup.page.getByText(says("newRoomPrivateText")).waitFor();
    await popup.page.reload();
    await popup.button("New room").click();
    const field = popup.page.getByLabel("Allowed keys", { exact: true });
    expect(await field.inputValue()).not.toContain("PRIVATE");
  });
});

describe("a room link", () => {
  it("leads in when it is pasted into the popup", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await pasteLink(bob, link);
    await joinAndApprove(bob, guest);
    await host.untilSeen("Bob");
  });

  it("leads in from the context menu of a link", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { link } = await hostRoom(alice, server.address, [bob]);
    // No tool can press the browser's own menu: the worker is told as the browser tells it.
    const tab = await callTabOpenedBy(bob.profile, async () => {
      const [worker] = bob.profile.context.serviceWorkers();
      await worker?.evaluate((linkUrl) => {
        const { onClicked } = (
          globalThis as unknown as {
            chrome: {
              contextMenus: { onClicked: { dispatch: (...values: unknown[]) => void } };
            };
          }
        ).chrome.contextMenus;
        onClicked.dispatch({ menuItemId: "join", linkUrl, editable: false, pageUrl: linkUrl });
      }, link);
    });
    await tab.joinButton.waitFor();
  });

  it("brings the call tab of its room to the front instead of opening another", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    const roomPage = await openRoomPage(bob.profile, link);
    const isInFront = (): Promise<boolean> =>
      guest.page.evaluate(async () => {
        const { tabs } = (
          globalThis as unknown as { chrome: { tabs: { getCurrent: () => Promise<unknown> } } }
        ).chrome;
        return ((await tabs.getCurrent()) as { active: boolean }).active;
      });
    expect(await isInFront()).toBe(false);
    await roomPage.joinButton.click();
    await expect.poll(isInFront).toBe(true);
    const { profile } = bob;
    const callTabs = profile.context.pages().filter((page) => page.url().includes("/call/"));
    expect(callTabs).toHaveLength(1);
    await guest.button("Leave").waitFor();
  });

  it("says where it is wrong before anything is opened", async () => {
    const alice = await stage.person("Alice");
    const popup = await openPopup(alice.profile);
    const field = popup.page.getByLabel("Room link", { exact: true });
    const good = linkToNoRoom("https://call.example.org");
    for (const [link, text] of [
      ["hello", "popupLinkNoLink"],
      [good.replace("https", "http"), "popupLinkPlainHttp"],
      [good.replace(/#.*/, ""), "popupLinkEndLost"],
      ["https://call.example.org/about", "popupLinkNoRoom"],
    ] as const) {
      await field.fill(link);
      await popup.page.getByText(says(text)).waitFor();
    }
  });

  it("to a room that nobody opened: says so, and goes on once it is open", async () => {
    const server = await stage.server();
    const bob = await stage.person("Bob");
    const tab = await pasteLink(bob, linkToNoRoom(server.address));
    await tab.join();
    await tab.page.getByText(says("problemRoomUnknown")).waitFor();
    await tab.button("Try again").waitFor();
  });

  it("to nowhere: says that the server does not answer", async () => {
    const bob = await stage.person("Bob");
    bob.profile.complaints.expect(/WebSocket connection to .* failed/);
    const tab = await pasteLink(bob, linkToNoRoom(`http://127.0.0.1:${await freePort()}`));
    await tab.join();
    await tab.page.getByText(says("problemServerUnreachable")).waitFor();
  });

  it("to something that is no Latchkey server: says so", async () => {
    const bob = await stage.person("Bob");
    bob.profile.complaints.expect(/WebSocket connection to .* failed/);
    const [site, chat] = await Promise.all([startWebSite(), startOtherProtocol()]);
    others.push(site, chat);
    const other = await pasteLink(bob, linkToNoRoom(chat.address));
    await other.join();
    await other.page.getByText(says("problemServerOther")).waitFor();
    // A web site refuses the WebSocket, which a page cannot tell from silence.
    const bakery = await pasteLink(bob, linkToNoRoom(site.address));
    await bakery.join();
    await bakery.page.getByText(says("problemServerUnreachable")).waitFor();
  });
});

describe("the door", () => {
  it("stays closed to a key that is not listed, and says so to whoever came", async () => {
    const server = await stage.server();
    const [alice, bob, eve] = await Promise.all([
      stage.person("Alice"),
      stage.person("Bob"),
      stage.person("Eve"),
    ]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob], "closed");
    const tab = await pasteLink(eve, link);
    await joinAndApprove(eve, tab);
    await tab.page.getByText(says("problemDenied")).waitFor();
    expect(await host.tiles()).toEqual([]);
    // And nobody else is disturbed by it.
    await enterRoom(bob, link);
    await host.untilSeen("Bob");
  });

  it("lets a key that is not listed wait for the host, who lets it in with one click", async () => {
    const server = await stage.server();
    const [alice, carol] = await Promise.all([stage.person("Alice"), stage.person("Carol")]);
    const { tab: host, link } = await hostRoom(alice, server.address, []);
    const tab = await pasteLink(carol, link);
    await joinAndApprove(carol, tab);
    await tab.page.getByRole("heading", { name: says("callWaiting") }).waitFor();
    expect(await host.tiles()).toEqual([]);

    await tab.button("Knock").click();
    const knocks = host.page.getByRole("region", { name: says("callKnocks") });
    await knocks.getByText(says("callClaim", "Carol")).waitFor();
    await knocks.getByText(says("callKnockHoldsLink")).waitFor();
    await knocks.getByRole("button", { name: says("callKnockAdmit") }).click();
    await host.untilSeen("Carol");
    await tab.untilSeen("Alice");
  });
});
