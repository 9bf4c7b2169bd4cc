/** In device pixels; both 0 where nobody sees it: hidden, scrolled away, or the tab in the back. */
export interface ShownSize {
  readonly width: number;
  readonly height: number;
}

/** How large this side draws what a peer sends. Drawn in several places, the largest counts. */
export interface ShownOfPeer {
  readonly camera: ShownSize;
  readonly screen: ShownSize;
}

/** By peer id. Who is missing is not drawn. */
export type ShownSizes = Readonly<Record<string, ShownOfPeer>>;

export interface ShownSizesActions {
  /** All sizes anew, whenever one has changed; at most a few times a second. */
  readonly showSizes: (sizes: ShownSizes) => void;
}
