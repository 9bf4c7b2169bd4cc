// The picture of a key. It is never the only sign: hidden from screen readers, which read the name
// and the id beside it. Throws a RangeError for a text that is no key id.

import { createMemo, type JSX } from "solid-js";
import { drawKey, keyLayouts, type KeyLayout } from "../../../protocol/key-picture.ts";
import { svgElement } from "./svg.ts";

export interface KeyPictureProps {
  readonly keyId: string;
  /** Height in CSS pixels; 40 where left out. */
  readonly size?: number | undefined;
  /** "square" where left out. */
  readonly layout?: KeyLayout | undefined;
}

export function KeyPicture(props: KeyPictureProps): JSX.Element {
  const picture = createMemo(() => {
    const { viewBox, aspect, transform } = keyLayouts[props.layout ?? "square"];
    const height = props.size ?? 40;
    const paths = drawKey(props.keyId).parts.map(({ d, fill }) => svgElement("path", { d, fill }));
    return svgElement(
      "svg",
      {
        class: "lk-key",
        width: Math.round(height * aspect),
        height,
        viewBox,
        "fill-rule": "evenodd",
        "aria-hidden": "true",
      },
      [svgElement("g", { transform }, paths)],
    );
  });
  return <>{picture()}</>;
}
