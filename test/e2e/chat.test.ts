import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { chatPanel } from "../support/e2e/screens/chat-panel.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

describe("the chat of a call", () => {
  it("goes both ways, with what is unread, links that are safe, and a file to keep", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const ofHost = chatPanel(host);
    await ofHost.open();
    await ofHost.until(says("chatNobody"));
    const guest = await enterRoom(bob, link);
    await Promise.all([host.untilBound("Bob"), guest.untilBound("Alice")]);
    const ofGuest = chatPanel(guest);

    await ofHost.say("Welcome! See https://example.org/plan\nand call me.");
    await ofHost.until("Welcome!");
    await expect
      .poll(() => guest.button("Chat").getAttribute("title"))
      .toBe(says("callUnread_one", "1"));
    await guest.page
      .getByRole("status")
      .getByText(/Welcome!/)
      .waitFor({ state: "attached" });
    await ofGuest.open();
    await ofGuest.until("and call me.");
    // Bob has never named Alice's key: her name is her claim.
    await ofGuest.until(says("callClaim", "Alice"));
    await expect.poll(() => guest.button("Chat").getAttribute("title")).toBe("Chat");
    const address = ofGuest.panel.getByRole("link");
    expect(await address.getAttribute("href")).toBe("https://example.org/plan");
    expect(await address.getAttribute("rel")).toBe("noreferrer noopener");

    await ofGuest.say("<img src=x onerror=alert(1)> thanks");
    await ofHost.until("<img src=x onerror=alert(1)> thanks");
    expect(await ofHost.panel.locator("img").count()).toBe(0);
    expect(await ofHost.panel.getByText("Not delivered").count()).toBe(0);

    const [download] = await Promise.all([
      guest.page.waitForEvent("download"),
      guest.button("Save chat").click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^latchkey-chat-[\d-]+\.txt$/);
    const saved = readFileSync(await download.path(), "utf8");
    expect(saved).toMatch(/“Alice” \(SHA256:.{43}\):\nWelcome! See/);
    expect(saved).toContain("You:\n<img src=x");

    await guest.leave();
    await expect.poll(() => host.tiles(), { timeout: 5_000 }).toEqual([]);
    await ofHost.until("<img src=x onerror=alert(1)> thanks");
    await ofHost.until(says("chatNobody"));
  });
});
