import { expect, test } from "vitest";
import { allReceived, nextReception } from "../../../extension/call/mesh/reception.ts";

const counts = (voice: number, picture = 0) => ({
  voicePacketsReceived: voice,
  picturePacketsReceived: picture,
});
const sent = (voice: number, picture = 0) => ({ voice, picture });
const first = nextReception(allReceived, sent(100), counts(100));

test("silence is no trouble", () => {
  expect(nextReception(first, sent(100), counts(100)).hears).toBe(true);
});

test("much was sent and nothing came", () => {
  expect(nextReception(first, sent(350, 500), counts(100, 400))).toMatchObject({
    hears: false,
    sees: true,
  });
});

test("it stays so while nothing more is sent, and ends with what comes", () => {
  const deaf = nextReception(first, sent(350), counts(100));
  expect(nextReception(deaf, sent(352), counts(100)).hears).toBe(false);
  expect(nextReception(deaf, sent(355), counts(103)).hears).toBe(true);
});

test("who claims to have sent what they did not only makes themselves unheard", () => {
  expect(nextReception(first, sent(9e15), counts(350)).hears).toBe(false);
  // And cannot count back.
  expect(nextReception(first, sent(0), counts(350)).hears).toBe(true);
});
