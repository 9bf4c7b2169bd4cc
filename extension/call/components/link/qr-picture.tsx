// A link as a QR code. Dark on light in both schemes: many cameras do not read the other way round.

import { createMemo, type JSX } from "solid-js";
import { encode } from "uqr";
import { svgElement } from "../../../shared/ui/svg.ts";
import { qrPath } from "./qr-modules.ts";

/** Squares of white around it, as ISO/IEC 18004 wants. */
const quietZone = 4;

export function QrPicture(props: { readonly text: string; readonly label: string }): JSX.Element {
  const drawn = createMemo(() => {
    const { data, size } = encode(props.text, { ecc: "M", border: 0 });
    const side = size + 2 * quietZone;
    return svgElement(
      "svg",
      {
        class: "call-qr",
        viewBox: `${-quietZone} ${-quietZone} ${side} ${side}`,
        role: "img",
        "aria-label": props.label,
        "shape-rendering": "crispEdges",
      },
      [
        svgElement("rect", {
          x: -quietZone,
          y: -quietZone,
          width: side,
          height: side,
          fill: "#ffffff",
        }),
        svgElement("path", { d: qrPath(data), fill: "#000000" }),
      ],
    );
  });
  return <>{drawn()}</>;
}
