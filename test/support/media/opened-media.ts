import { createCallMedia, type CallMedia } from "../../../extension/call/media/call-media.ts";
import { type DeviceHabits, storedHabits } from "../../../extension/call/media/device-habits.ts";
import type { CallNotice } from "../../../extension/call/call-view.ts";
import type { MediaSlot } from "../../../extension/call/peers/media-slot.ts";
import { bareCamera } from "./bare-camera.ts";
import { createFakeMedia, device, type FakeMedia, settle } from "./fake-media.ts";

export const desk = [
  device("videoinput", "cam", "Built-in camera"),
  device("audioinput", "mic", "Built-in microphone"),
  device("audiooutput", "out", "Built-in speakers"),
];
export const headset = [
  { ...device("audiooutput", "ears", "Headset"), groupId: "h" },
  { ...device("audioinput", "mouth", "Headset"), groupId: "h" },
];

/** The call tab's own media on fake devices, opened and settled. */
export interface OpenedMedia {
  readonly fake: FakeMedia;
  readonly own: CallMedia;
  readonly said: () => readonly string[];
  readonly notices: () => readonly CallNotice[];
  readonly sounds: string[];
  readonly sent: MediaSlot[];
  readonly habits: () => DeviceHabits;
  /** Of one's own clock, which stands still. */
  readonly pass: (ms: number) => void;
}

export async function openMedia(
  options: { readonly stored?: Map<string, string>; readonly devices?: FakeMedia } = {},
): Promise<OpenedMedia> {
  const fake = options.devices ?? createFakeMedia(desk);
  const stored = options.stored ?? new Map<string, string>();
  const store = storedHabits({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
  });
  let notices: readonly CallNotice[] = [];
  let nextId = 1;
  let nowMs = 1_000_000;
  const said: string[] = [];
  const sounds: string[] = [];
  const sent: MediaSlot[] = [];
  const own = createCallMedia({
    media: fake.media,
    cameraFilter: bareCamera(),
    habits: store,
    sounds: { play: (sound, speakerId) => sounds.push(`${sound} on ${speakerId || "default"}`) },
    clock: { now: () => nowMs },
    isInCall: () => true,
    trackChanged: (slot) => sent.push(slot),
    speakingChanged: () => undefined,
    changed: () => undefined,
    addNotice: (notice) => {
      notices = [...notices, { id: nextId, ...notice }];
      said.push(`${notice.notice}: ${notice.who}`);
      return nextId++;
    },
    dismissNotice: (id) => {
      notices = notices.filter((notice) => notice.id !== id);
    },
  });
  await settle();
  return {
    fake,
    own,
    said: () => said,
    notices: () => notices,
    sounds,
    sent,
    habits: store.read,
    pass: (ms) => {
      nowMs += ms;
    },
  };
}
