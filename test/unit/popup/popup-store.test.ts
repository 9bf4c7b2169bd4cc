import { describe, expect, it } from "vitest";
import { openSshLine } from "../../../protocol/public-key.ts";
import { parseRoomLink } from "../../../protocol/room-link.ts";
import { joinAsk } from "../../support/background/asks.ts";
import { makeKeyFile } from "../../support/background/key-files.ts";
import { foreignLink, foreignRoom } from "../../support/background/opened-room.ts";
import { callTab } from "../../support/background/worker.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { makeSigningKey } from "../../support/protocol/signing-key.ts";
import { openPopup } from "./opened-popup.ts";

const bob = await makeSigningKey();
const bobLine = openSshLine(bob.jwk, "Bob");

describe("opening", () => {
  it("shows an empty wallet as one", async () => {
    const { state } = await openPopup();
    expect(state).toMatchObject({ isLoaded: true, loadProblem: null, view: "home" });
    expect(state.identities).toEqual([]);
  });

  it("shows what there is", async () => {
    const { state } = await openPopup(["Alice", "Press"]);
    expect(state.identities.map(({ name }) => name)).toEqual(["Alice", "Press"]);
    expect(state.freshKey).toBeNull();
  });

  it("says why nothing can be read, and reads it when asked again", async () => {
    const popup = await openPopup(["Alice"]);
    popup.fault.code = "background/unreachable";
    await popup.actions.load();
    expect(popup.state.loadProblem).toBe("background/unreachable");
    popup.fault.code = null;
    await popup.actions.load();
    expect(popup.state.loadProblem).toBeNull();
  });
});

describe("the wallet", () => {
  it("gets a key with a name, which is then the fresh one", async () => {
    const { state, actions } = await openPopup();
    expect(await actions.generate("Alice")).toBeNull();
    expect(state.identities).toMatchObject([{ name: "Alice", origin: "generated" }]);
    expect(state.freshKey).toBe(state.identities[0]!.keyId);
  });

  it("imports a key from the text of a file", async () => {
    const { state, actions } = await openPopup([], { place: "tab", view: "import" });
    expect(await actions.importKey("Old key", makeKeyFile().pem, "")).toBeNull();
    expect(state.identities).toMatchObject([{ name: "Old key", origin: "imported" }]);
    expect(state.freshKey).toBe(state.identities[0]!.keyId);
  });

  it("says why a file is no key, and keeps nothing", async () => {
    const { state, actions } = await openPopup([], { place: "tab" });
    expect(await actions.importKey("X", "ssh-rsa AAAA", "")).toBe("wallet/import-public-key");
    expect(state.identities).toEqual([]);
    expect(state.freshKey).toBeNull();
  });

  it("renames and removes", async () => {
    const { state, actions } = await openPopup(["Alice"]);
    const { keyId } = state.identities[0]!;
    expect(await actions.rename(keyId, "Alice at work")).toBeNull();
    expect(state.identities[0]).toMatchObject({ keyId, name: "Alice at work" });
    expect(await actions.remove(keyId)).toBeNull();
    expect(state.identities).toEqual([]);
    expect(await actions.remove(keyId)).toBe("wallet/unknown-key");
  });

  it("says what the background could not do", async () => {
    const popup = await openPopup(["Alice"]);
    popup.fault.code = "storage/failed";
    expect(await popup.actions.generate("B")).toBe("storage/failed");
  });

  it("imports in a tab: a popup closes when a file picker opens", async () => {
    const inPopup = await openPopup(["Alice"]);
    inPopup.actions.openImport();
    expect(inPopup.openedTabs).toEqual(["import"]);
    expect(inPopup.state.view).toBe("home");
    const inTab = await openPopup(["Alice"], { place: "tab" });
    inTab.actions.openImport();
    expect(inTab.state.view).toBe("import");
  });
});

describe("a new room", () => {
  it("reads the keys while they are typed", async () => {
    const { state, actions } = await openPopup(["Alice"]);
    await actions.editNewRoom({ text: `${bobLine}\nhello` });
    expect(state.newRoom.lines).toEqual([
      { line: 1, key: bob.keyId, label: "Bob" },
      { line: 2, error: { problem: "not-a-key" } },
    ]);
  });

  it("shows what the last edit says, however long the ones before took", async () => {
    const { state, actions } = await openPopup(["Alice"]);
    const many = Array.from({ length: 200 }, (_, index) => keyIdOf(index)).join("\n");
    await Promise.all([
      actions.editNewRoom({ text: many }),
      actions.editNewRoom({ text: bobLine }),
    ]);
    expect(state.newRoom.lines).toHaveLength(1);
  });

  it("is made for the keys, behind the door, on the server, and opens its call tab", async () => {
    const { state, actions, browser } = await openPopup(["Alice"]);
    await actions.editNewRoom({ text: bobLine, door: "closed", server: "call.example.org" });
    expect(await actions.createRoom()).toBeNull();
    const link = parseRoomLink(state.newRoom.link!);
    expect(link.server).toBe("wss://call.example.org");
    expect(state.rooms).toEqual([]);
    await actions.load();
    expect(state.rooms).toMatchObject([
      {
        roomId: link.roomId,
        host: state.identities[0]!.keyId,
        draft: { door: "closed", allowed: [{ key: bob.keyId, label: "Bob" }] },
      },
    ]);
    expect(browser.tabs.open.map(({ url }) => url).join()).toContain(link.roomId);
  });

  it("counts a repeated key and one's own as nothing to correct", async () => {
    const popup = await openPopup(["Alice"]);
    const own = openSshLine(popup.state.identities[0]!.publicKey);
    await popup.actions.editNewRoom({ text: [bobLine, bobLine, own].join("\n") });
    expect(await popup.actions.createRoom()).toBeNull();
    await popup.actions.load();
    expect(popup.state.rooms[0]?.draft?.allowed).toEqual([{ key: bob.keyId, label: "Bob" }]);
  });

  it.each([
    ["a line is no key", { text: "hello" }, "new-room/lines"],
    ["a private key was pasted", { text: makeKeyFile().pem }, "new-room/lines"],
    ["the server is none", { text: bobLine, server: "http://call.example.org" }, "room/bad-server"],
    ["nobody could enter", { text: "", door: "closed" }, "new-room/nobody"],
  ] as const)("is not made where %s", async (_, change, fault) => {
    const { actions, asked } = await openPopup(["Alice"]);
    await actions.editNewRoom(change);
    expect(await actions.createRoom()).toBe(fault);
    expect(asked).not.toContain("rooms/create");
  });

  it("may be made for nobody where others may knock", async () => {
    const { actions } = await openPopup(["Alice"]);
    expect(await actions.createRoom()).toBeNull();
  });

  it("is hosted by the identity that was chosen", async () => {
    const { state, actions } = await openPopup(["Alice", "Press"]);
    await actions.editNewRoom({ identity: state.identities[1]!.keyId });
    await actions.createRoom();
    await actions.load();
    expect(state.rooms[0]?.host).toBe(state.identities[1]!.keyId);
  });

  it("says one's own key anew where another identity hosts", async () => {
    const { state, actions } = await openPopup(["Alice", "Press"]);
    const [alice, press] = state.identities;
    await actions.editNewRoom({ text: alice!.keyId });
    expect(state.newRoom.lines).toEqual([{ line: 1, error: { problem: "host" } }]);
    await actions.editNewRoom({ identity: press!.keyId });
    expect(state.newRoom.lines).toEqual([{ line: 1, key: alice!.keyId, label: "" }]);
  });
});

describe("what was typed into a new room", () => {
  it("is there again when the popup opens again", async () => {
    const first = await openPopup(["Alice"]);
    await first.actions.editNewRoom({ text: bobLine, door: "closed" });
    const second = await openPopup([], {
      browser: first.browser,
      draft: first.draft.kept!,
    });
    expect(second.state.newRoom).toMatchObject({
      draft: { text: bobLine, door: "closed" },
      lines: [{ key: bob.keyId }],
    });
  });

  it("is never kept with a private key in it", async () => {
    const { actions, draft, state } = await openPopup(["Alice"]);
    await actions.editNewRoom({ text: bobLine });
    const { pem } = makeKeyFile();
    await actions.editNewRoom({ text: `${bobLine}\n${pem}` });
    await actions.editNewRoom({ door: "closed" });
    expect(draft.kept?.text).toBe(bobLine);
    expect(state.newRoom.lines[1]).toEqual({ line: 2, error: { problem: "private-key" } });
  });

  it("is gone once the room is made, but for door and server", async () => {
    const { actions, draft, state } = await openPopup(["Alice"]);
    await actions.editNewRoom({ text: bobLine, server: "https://call.example.org" });
    await actions.createRoom();
    expect(draft.kept).toBeNull();
    actions.beginRoom();
    expect(state.newRoom).toMatchObject({ link: null, lines: [], draft: { text: "" } });
  });

  it("begins with the server of the room opened last", async () => {
    const first = await openPopup(["Alice"]);
    expect(first.state.newRoom.draft.server).toBe("http://localhost:8787");
    await first.actions.openLink(foreignLink());
    const second = await openPopup([], { browser: first.browser });
    expect(second.state.newRoom.draft.server).toBe("https://call.example.org");
  });
});

describe("rooms", () => {
  it("are opened by link and are in the list from then on", async () => {
    const { actions, state, tell } = await openPopup(["Alice"]);
    expect(await actions.openLink(foreignLink())).toBeNull();
    await tell({ event: "rooms-changed" });
    expect(state.rooms).toHaveLength(1);
    expect(await actions.forgetRoom(state.rooms[0]!)).toBeNull();
    expect(state.rooms).toEqual([]);
  });

  it("stand in the order of their opening, the last one first", async () => {
    const { actions, state, browser } = await openPopup(["Alice"]);
    await actions.openLink(foreignLink("wss://a.example"));
    browser.clock.nowMs += 1_000;
    await actions.openLink(foreignLink("wss://b.example"));
    await actions.load();
    expect(state.rooms.map(({ server }) => server)).toEqual(["wss://b.example", "wss://a.example"]);
  });
});

describe("waiting approvals", () => {
  it("come and go with what the background says", async () => {
    const { browser, worker, state, actions, tell } = await openPopup(["Alice"]);
    const alice = state.identities[0]!;
    await actions.openLink(foreignLink());
    const tabId = browser.tabs.open.at(-1)!.id;
    const room = foreignRoom(bob.keyId);
    const ask = joinAsk(room, alice.keyId, browser.clock.now());
    await worker.ask(callTab(tabId, room), "call/ask", ask);
    await tell({ event: "approvals-changed" });
    expect(state.approvals).toMatchObject([
      { kind: "join", identityName: "Alice", server: room.server },
    ]);
    expect(await actions.showApprovals()).toBeNull();

    // The call tab closes while the worker sleeps: it is told of in the next life.
    browser.tabs.remove(tabId);
    const later = await openPopup([], { browser });
    expect(later.state.approvals).toMatchObject([{ state: "interrupted" }]);
    const [interrupted] = later.state.approvals;
    expect(await later.actions.dismissApproval(interrupted!.id)).toBeNull();
    expect(later.state.approvals).toEqual([]);
  });
});

describe("servers", () => {
  const server = "wss://call.example.org";

  it("are added after the browser has asked the person", async () => {
    const { actions, state, permissions } = await openPopup(["Alice"], { place: "tab" });
    expect(await actions.addServer(server)).toBeNull();
    expect(permissions.asked).toEqual(["https://call.example.org/*"]);
    expect(state.servers).toEqual([server]);
    expect(await actions.removeServer(server)).toBeNull();
    expect(state.servers).toEqual([]);
  });

  it("are not added where the person said no", async () => {
    const { actions, state, permissions, asked } = await openPopup(["Alice"], { place: "tab" });
    permissions.granted = false;
    expect(await actions.addServer(server)).toBe("server/no-permission");
    expect(state.servers).toEqual([]);
    expect(asked).not.toContain("servers/add");
  });

  it("ask the browser in the click itself, before anything is awaited", async () => {
    const { actions, permissions } = await openPopup(["Alice"], { place: "tab" });
    const adding = actions.addServer(server);
    expect(permissions.asked).toHaveLength(1);
    await adding;
  });

  it("are added in a tab: Firefox draws the question below the popup", async () => {
    const { actions, permissions, openedTabs } = await openPopup(["Alice"]);
    await actions.addServer(server);
    expect(openedTabs).toEqual(["servers"]);
    expect(permissions.asked).toEqual([]);
  });
});
