import { expect, test } from "vitest";
import { createSending, type SlotSending } from "../../../extension/call/peers/sending.ts";

const wish: SlotSending = {
  isActive: true,
  maxBitsPerSecond: 300_000,
  scaleDownBy: 2,
  maxFramesPerSecond: 20,
};

/** As browsers do it: parameters are good once, and for the latest transaction only. */
function fakeSender(kind: "audio" | "video") {
  let encoding: RTCRtpEncodingParameters = { active: true };
  let transaction = 0;
  const set: RTCRtpEncodingParameters[] = [];
  const sender = {
    track: { kind },
    getParameters: () => ({
      transactionId: String(++transaction),
      encodings: [{ ...encoding }],
    }),
    setParameters: async (parameters: RTCRtpSendParameters) => {
      if (parameters.transactionId !== String(transaction)) throw new Error("InvalidStateError");
      await Promise.resolve();
      const [wanted] = parameters.encodings;
      if (wanted !== undefined) encoding = wanted;
      set.push(encoding);
    },
  };
  return { sender: sender as unknown as RTCRtpSender, set, now: () => encoding };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a picture's limits reach the sender", async () => {
  const { sender, now } = fakeSender("video");
  createSending(() => sender)("camera", wish);
  await settle();
  expect(now()).toEqual({
    active: true,
    maxBitrate: 300_000,
    scaleResolutionDownBy: 2,
    maxFramerate: 20,
  });
});

test("sound has neither size nor frames", async () => {
  const { sender, now } = fakeSender("audio");
  createSending(() => sender)("microphone", wish);
  await settle();
  expect(now()).toEqual({ active: true, maxBitrate: 300_000 });
});

test("what is no longer sent keeps its limits", async () => {
  const { sender, now } = fakeSender("video");
  const send = createSending(() => sender);
  send("camera", wish);
  await settle();
  send("camera", { ...wish, isActive: false, scaleDownBy: 9, maxBitsPerSecond: 0 });
  await settle();
  expect(now()).toMatchObject({ active: false, scaleResolutionDownBy: 2, maxBitrate: 300_000 });
});

test("one change at a time, and the last wish wins", async () => {
  const { sender, set, now } = fakeSender("video");
  const send = createSending(() => sender);
  for (let scale = 1; scale <= 50; scale += 1) send("camera", { ...wish, scaleDownBy: scale });
  await settle();
  expect(now().scaleResolutionDownBy).toBe(50);
  expect(set.length).toBeLessThanOrEqual(2);
});

test("the same again is no change", async () => {
  const { sender, set } = fakeSender("video");
  const send = createSending(() => sender);
  send("camera", wish);
  await settle();
  send("camera", { ...wish });
  await settle();
  expect(set).toHaveLength(1);
});

test("a sender that refuses once takes the next wish", async () => {
  const { sender, now } = fakeSender("video");
  const refusing = {
    getParameters: () => sender.getParameters(),
    setParameters: () => Promise.reject(new Error("closed")),
  };
  let current: unknown = refusing;
  const send = createSending(() => current as RTCRtpSender);
  send("camera", wish);
  await settle();
  current = sender;
  send("camera", wish);
  await settle();
  expect(now().maxFramerate).toBe(20);
});
