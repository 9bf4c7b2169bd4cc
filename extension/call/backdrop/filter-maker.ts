import type { FilterMaker } from "./filter-ports.ts";
import { shrinkPicture } from "./picture-file.ts";

/** What filters is not loaded before somebody wants it. */
export const browserFilters: FilterMaker = {
  open: async (raw, look, tooSlow) => {
    const { openBrowserFilter } = await import("./browser-filter.ts");
    return openBrowserFilter(raw, look, tooSlow);
  },
  blurByItself: async (raw, isOn) => {
    const can = raw.getCapabilities() as { readonly backgroundBlur?: readonly boolean[] };
    if (can.backgroundBlur?.includes(isOn) !== true) return false;
    const wish: MediaTrackConstraints & { readonly backgroundBlur: boolean } = {
      ...raw.getConstraints(),
      backgroundBlur: isOn,
    };
    await raw.applyConstraints(wish);
    // A camera may take the wish and do nothing.
    const is = raw.getSettings() as { readonly backgroundBlur?: boolean };
    return is.backgroundBlur === isOn;
  },
  shrink: shrinkPicture,
  decode: (picture) => createImageBitmap(picture),
};
