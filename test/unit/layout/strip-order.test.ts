import { describe, expect, it } from "vitest";
import { stripOrder } from "../../../extension/call/components/layout/strip-order.ts";

const list = (text: string): string[] => text.split("");

describe("the small tiles beside the stage", () => {
  it.each([
    // before, what was large, who is small now: the order
    ["", "", "mabc", "mabc", "at first as they come"],
    ["mbcd", "a", "mbcd", "mbcd", "stay where they are"],
    ["mbcd", "a", "mabd", "mbad", "give the place of who takes the stage to who leaves it"],
    ["mbad", "c", "mbcd", "mbcd", "and back again"],
    ["mbcd", "a", "mabcd", "mbcda", "take in at the end who leaves the stage for nobody"],
    ["mbcd", "a", "mbd", "mbd", "close up where somebody has left"],
    ["mbcd", "a", "mbd", "mbd", "and where a second one is pinned"],
    ["mbd", "ac", "mabcd", "mbdac", "take in two who were pinned"],
    ["mbcd", "a", "mbcde", "mbcde", "have a newcomer last"],
  ])("%s beside %s, then %s: %s: %s", (before, wasLarge, small, order) => {
    expect(stripOrder(list(before), list(wasLarge), list(small)).join("")).toBe(order);
  });
});
