import type { MediaSlot } from "../peers/media-slot.ts";
import type { SlotSending } from "../peers/sending.ts";
import { bitsFor, largestWithin, type Rung, rungFor } from "./rungs.ts";
import type { ShownSize } from "./shown-sizes.ts";

/**
 * What to send to whom: every receiver's wishes within what its path, this uplink and this machine
 * bear. Pure; voice first, then a shared screen, then faces.
 */
export interface Situation {
  /** Of the camera and the screen as they come; null where there is none. */
  readonly camera: Picture | null;
  readonly screen: (Picture & { readonly content: ScreenContent }) | null;
  readonly hasScreenAudio: boolean;
  /** False: there is nothing but silence to send. */
  readonly isSpeaking: boolean;
  readonly machine: Machine;
  readonly receivers: readonly Receiver[];
}

export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** Text must be sharp and may be slow; motion the other way round. */
export type ScreenContent = "text" | "motion";

export interface Machine {
  /** Logical processors. */
  readonly cores: number;
  /** How many steps it was found to be too slow by; 0 where it keeps up. */
  readonly strain: number;
}

export interface Receiver {
  readonly peerId: string;
  readonly camera: ShownSize;
  readonly screen: ShownSize;
  readonly path: Path;
}

/** The way to one receiver; null where it is not known yet. */
export interface Path {
  readonly availableBitsPerSecond: number | null;
  /** 0 to 1, of what was sent. */
  readonly loss: number;
  readonly roundTripMs: number | null;
}

export type LinkPlan = Readonly<Record<MediaSlot, SlotSending>>;

export interface SendPlan {
  readonly links: ReadonlyMap<string, LinkPlan>;
  /** No receiver needs more of the camera; null where nobody sees it. */
  readonly capture: { readonly height: number; readonly framesPerSecond: number } | null;
}

/** Enough for Opus to carry speech well, and the least that still does. */
const voiceBits = 32_000;
const poorVoiceBits = 16_000;
const screenAudioBits = 96_000;
const poorScreenAudioBits = 32_000;
/** Of the whole uplink: more is seldom there, and a mesh multiplies. */
const uplinkMaxBits = 12_000_000;
const linkMaxBits = 4_000_000;
/** The estimate grows only where more is tried than it says. */
const headroom = 1.25;
/** Pixels encoded a second for each processor, with as many left for decoding the others'. */
const pixelsPerCore = 14_000_000;
const coresMax = 8;
const fewCores = 2;
const strainMax = 4;

export function planSending(situation: Situation): SendPlan {
  const pixels = pixelBudget(situation.machine) / Math.max(1, watching(situation));
  const planned = situation.receivers.map((receiver) => ({
    peerId: receiver.peerId,
    ...planLink(situation, receiver, pixels),
  }));
  const rungs = planned.flatMap(({ rung }) => (rung === null ? [] : [rung]));
  const capture =
    rungs.length === 0
      ? null
      : {
          height: Math.max(...rungs.map(({ height }) => height)),
          framesPerSecond: Math.max(...rungs.map(({ framesPerSecond }) => framesPerSecond)),
        };
  return { links: new Map(planned.map(({ peerId, link }) => [peerId, link])), capture };
}

/** Bits a second that may be sent to one receiver, all slots together. */
export function budgetOf({ receivers }: Pick<Situation, "receivers">, path: Path): number {
  const fair = Math.min(linkMaxBits, uplinkMaxBits / Math.max(1, receivers.length));
  const known = (path.availableBitsPerSecond ?? Infinity) * headroom * care(path);
  // Below the voice there is nothing to save.
  return Math.max(poorVoiceBits, Math.min(fair, known));
}

/** A path that loses or delays much is full: less goes through it better. */
function care({ loss, roundTripMs }: Path): number {
  const byLoss = loss >= 0.1 ? 0.5 : loss >= 0.03 ? 0.8 : 1;
  return byLoss * ((roundTripMs ?? 0) >= 600 ? 0.8 : 1);
}

export function pixelBudget({ cores, strain }: Machine): number {
  const counted = Math.min(coresMax, Math.max(1, cores));
  return (pixelsPerCore * counted) / 2 ** Math.min(strainMax, Math.max(0, strain));
}

/** A small machine shows many faces better a little slower than it shows them late. */
function slowdown({ cores, strain }: Machine, receivers: number): number {
  return strain + (cores <= fewCores && receivers > 1 ? 1 : 0);
}

function watching({ receivers }: Situation): number {
  return receivers.filter(({ camera }) => isShown(camera)).length;
}

function planLink(
  situation: Situation,
  receiver: Receiver,
  pixels: number,
): { readonly link: LinkPlan; readonly rung: Rung | null } {
  let left = budgetOf(situation, receiver.path);
  const take = (bits: number): number => {
    const taken = Math.min(bits, Math.floor(left));
    left -= taken;
    return taken;
  };
  const isTight = left < 4 * voiceBits;
  const voice = take(isTight ? poorVoiceBits : voiceBits);
  const theirAudio = situation.hasScreenAudio
    ? take(isTight ? poorScreenAudioBits : screenAudioBits)
    : 0;
  const screen = planScreen(situation, receiver, left);
  take(screen.maxBitsPerSecond);
  const face = planCamera(situation, receiver, left, pixels);
  return {
    rung: face.rung,
    link: {
      microphone: sound(voice, situation.isSpeaking),
      camera: face.slot,
      screen,
      "screen-audio": sound(theirAudio, situation.hasScreenAudio && theirAudio > 0),
    },
  };
}

function planCamera(
  { camera, machine, receivers }: Situation,
  receiver: Receiver,
  bits: number,
  pixels: number,
): { readonly slot: SlotSending; readonly rung: Rung | null } {
  if (camera === null || !isShown(receiver.camera)) return { slot: nothing, rung: null };
  const wanted = rungFor(heightShown(camera, receiver.camera), slowdown(machine, receivers.length));
  const aspect = camera.width / camera.height;
  const rung = largestWithin(wanted, { bits, pixels, aspect });
  if (rung === null) return { slot: nothing, rung: null };
  const slot = {
    isActive: true,
    maxBitsPerSecond: Math.min(Math.floor(bits), bitsFor(rung)),
    scaleDownBy: Math.max(1, camera.height / rung.height),
    maxFramesPerSecond: rung.framesPerSecond,
  };
  return { slot, rung };
}

/** Rates of a shared screen, the best first. What is read may move slowly, never be blurred. */
const screenRates = { text: [15, 8, 5, 3], motion: [30, 24, 20] } as const;
const screenBitsPerPixel = { text: 0.045, motion: 0.06 } as const;
const leastScreenBits = 40_000;
const leastScreenHeight = 180;

function planScreen({ screen }: Situation, receiver: Receiver, bits: number): SlotSending {
  if (screen === null || !isShown(receiver.screen) || bits < leastScreenBits) return nothing;
  const shown = Math.min(
    screen.height,
    Math.max(leastScreenHeight, heightContained(screen, receiver.screen)),
  );
  const bitsAt = (height: number, rate: number): number =>
    screenBitsPerPixel[screen.content] * height ** 2 * (screen.width / screen.height) * rate;
  const rates = screenRates[screen.content];
  const slowest = Math.min(...rates);
  // Its size as shown at the best rate that fits; where none does, the slowest in a smaller size.
  const rate = rates.find((each) => bitsAt(shown, each) <= bits) ?? slowest;
  const part = Math.min(1, Math.sqrt(bits / bitsAt(shown, rate)));
  const height = Math.max(1, shown * part);
  return {
    isActive: true,
    maxBitsPerSecond: Math.floor(Math.min(bits, Math.max(leastScreenBits, bitsAt(height, rate)))),
    scaleDownBy: Math.max(1, screen.height / height),
    maxFramesPerSecond: rate,
  };
}

/** Rows of the picture that fills a tile, parts of it cut off. */
function heightShown(picture: Picture, shown: ShownSize): number {
  return picture.height * Math.max(shown.width / picture.width, shown.height / picture.height);
}

/** Rows of the picture that fits into a tile as a whole. */
function heightContained(picture: Picture, shown: ShownSize): number {
  return picture.height * Math.min(shown.width / picture.width, shown.height / picture.height);
}

function isShown({ width, height }: ShownSize): boolean {
  return width > 0 && height > 0;
}

function sound(maxBitsPerSecond: number, isActive: boolean): SlotSending {
  return { isActive, maxBitsPerSecond, scaleDownBy: 1, maxFramesPerSecond: 0 };
}

const nothing: SlotSending = {
  isActive: false,
  maxBitsPerSecond: 0,
  scaleDownBy: 1,
  maxFramesPerSecond: 0,
};
