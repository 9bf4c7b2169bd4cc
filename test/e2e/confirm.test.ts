import { describe, expect, it } from "vitest";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { approvalWindow, openApprovalWindows } from "../support/e2e/screens/approval-window.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

describe("Confirm identity", () => {
  it("asks the other side, whose fresh signature turns the state into confirmed", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await Promise.all([host.untilSeen("Bob"), guest.untilSeen("Alice")]);

    await host.tile("Bob").getByRole("button", { name: "Confirm identity" }).click();
    await host.tile("Bob").getByText(says("callStateAsked")).waitFor();
    const window = await approvalWindow(bob.profile);
    const [statement, ...more] = await window.statements();
    expect(more).toEqual([]);
    expect(statement).toMatch(/^Latchkey v1: confirm my identity\nAsked by: SHA256:/);
    await window.approve();
    await host
      .tile("Bob")
      .getByText(/^confirmed \d/)
      .waitFor();
    // Nothing about Alice was asked, and nothing is shown of her.
    expect(
      await guest
        .tile("Alice")
        .getByText(/confirmed/)
        .count(),
    ).toBe(0);
  });

  it("shows no proof where the other side denies", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await Promise.all([host.untilSeen("Bob"), guest.untilSeen("Alice")]);

    await guest.tile("Alice").getByRole("button", { name: "Confirm identity" }).click();
    await (await approvalWindow(alice.profile)).deny();
    await expect.poll(() => openApprovalWindows(alice.profile)).toBe(0);
    // Two minutes later it would say "no answer"; the machine's own tests wait for that.
    await guest.tile("Alice").getByText(says("callStateAsked")).waitFor();
    expect(
      await guest
        .tile("Alice")
        .getByText(/confirmed/)
        .count(),
    ).toBe(0);
  });
});
