/** The order of the m-sections in every offer: which is which needs no guessing. */
export const mediaSlots = ["microphone", "camera", "screen", "screen-audio"] as const;
export type MediaSlot = (typeof mediaSlots)[number];
