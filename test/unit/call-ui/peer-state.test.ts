import { describe, expect, it } from "vitest";
import type { PeerView } from "../../../extension/call/call-view.ts";
import { peerStates, peerTrouble } from "../../../extension/call/components/words/peer-state.ts";
import { checks } from "../../../protocol/codes.ts";
import { english } from "../../support/preview-call/english.ts";
import { peer, stranger } from "../../support/preview-call/people.ts";

const words = (who: PeerView, claimIsTaken = false): string[] =>
  peerStates(who, claimIsTaken).map(({ text }) => english(text));
const confirmedAtMs = Date.UTC(2026, 4, 2, 14, 5);

describe("the state of a peer in words", () => {
  it.each([
    ["connecting", peer(1, { link: "connecting" }), ["connecting"]],
    ["known", peer(1), ["known key"]],
    ["new", stranger(1), ["new key"]],
    ["known and confirmed", peer(1, { confirmedAtMs }), ["confirmed 14:05"]],
    ["asked", peer(1, { confirming: "asked" }), ["known key", "asked to confirm"]],
    ["unanswered", peer(1, { confirming: "unanswered" }), ["known key", "no answer"]],
    ["lost", peer(1, { link: "lost", confirmedAtMs }), ["lost – rebuilding"]],
    ["refused", peer(1, { link: "refused", failedCheck: "mac" }), ["refused"]],
  ])("%s", (_, who, expected) => {
    expect(words(who)).toEqual(expected);
  });

  it("keeps calling a key new that was confirmed but never named", () => {
    expect(words(stranger(1, { confirmedAtMs }))).toEqual(["new key", "confirmed 14:05"]);
  });

  it("does not show an old proof where the latest one failed", () => {
    expect(words(peer(1, { confirmedAtMs, confirming: "failed" }))).toEqual([
      "known key",
      "confirmation failed",
    ]);
  });

  it("says so where a stranger calls itself by a name of mine", () => {
    expect(words(stranger(1), true)).toEqual(["new key", "name of another key"]);
  });

  it("never gives a stranger the colour alone that a known key has", () => {
    for (const confirming of ["idle", "asked", "unanswered", "failed"] as const) {
      for (const at of [null, confirmedAtMs]) {
        const [first] = peerStates(stranger(1, { confirming, confirmedAtMs: at }), false);
        expect(first?.tone).toBe("warning");
      }
    }
  });

  it("names the check that failed, each of them", () => {
    for (const failedCheck of checks) {
      const trouble = peerTrouble(peer(1, { link: "refused", failedCheck }));
      expect(trouble && english(trouble)).toMatch(/^[A-Z].*\. Nothing from them is accepted\.$/);
    }
    expect(peerTrouble(peer(1))).toBeNull();
  });
});
