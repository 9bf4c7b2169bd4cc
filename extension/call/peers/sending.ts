import type { MediaSlot } from "./media-slot.ts";

/** How one slot is sent; see RTCRtpEncodingParameters. Nothing of it is negotiated. */
export interface SlotSending {
  readonly isActive: boolean;
  /** 0: as the browser likes. */
  readonly maxBitsPerSecond: number;
  /** At least 1. */
  readonly scaleDownBy: number;
  /** 0: as many as come. */
  readonly maxFramesPerSecond: number;
}

/** Applies what is wished to senders: one change at a time for each, and the last wish wins. */
export function createSending(
  senderOf: (slot: MediaSlot) => RTCRtpSender | undefined,
): (slot: MediaSlot, wish: SlotSending) => void {
  const wishes = new Map<MediaSlot, SlotSending>();
  const busy = new Set<MediaSlot>();

  const apply = async (slot: MediaSlot): Promise<void> => {
    for (;;) {
      const wish = wishes.get(slot);
      const sender = senderOf(slot);
      if (wish === undefined || sender === undefined) return;
      wishes.delete(slot);
      // Read right before: the transaction id in it is good for one change only.
      const parameters = sender.getParameters();
      const [encoding] = parameters.encodings ?? [];
      // Firefox has none before the descriptions are there; the next wish finds them.
      if (encoding === undefined) return;
      if (!change(encoding, wish, sender.track?.kind ?? "audio")) continue;
      await sender.setParameters(parameters);
    }
  };

  return (slot, wish) => {
    wishes.set(slot, wish);
    if (busy.has(slot)) return;
    busy.add(slot);
    apply(slot)
      // The connection closed in between, or another tab of the browser holds the codec: as it was.
      .catch(() => undefined)
      .finally(() => busy.delete(slot));
  };
}

/** False where it is so already. */
function change(encoding: RTCRtpEncodingParameters, wish: SlotSending, kind: string): boolean {
  const before = JSON.stringify(encoding);
  encoding.active = wish.isActive;
  // What is not sent keeps its limits: to send it again then takes no new picture sizes.
  if (wish.isActive) {
    if (wish.maxBitsPerSecond > 0) encoding.maxBitrate = wish.maxBitsPerSecond;
    if (kind === "video") {
      encoding.scaleResolutionDownBy = wish.scaleDownBy;
      if (wish.maxFramesPerSecond > 0) encoding.maxFramerate = wish.maxFramesPerSecond;
      else delete encoding.maxFramerate;
    }
  }
  return JSON.stringify(encoding) !== before;
}
