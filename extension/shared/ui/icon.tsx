// An icon in the colour of the text around it. Always decoration: the words stand beside it, or in
// the name of the button.

import { createMemo, type JSX } from "solid-js";
import type { IconNode } from "./icons.ts";
import { svgElement } from "./svg.ts";

export interface IconProps {
  readonly icon: IconNode;
  /** Side in CSS pixels; 20 where left out. */
  readonly size?: number | undefined;
}

export function Icon(props: IconProps): JSX.Element {
  const drawn = createMemo(() =>
    svgElement(
      "svg",
      {
        class: "lk-icon",
        width: props.size ?? 20,
        height: props.size ?? 20,
        viewBox: "0 0 24 24",
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 2,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
        "aria-hidden": "true",
      },
      props.icon.map(([tag, attributes]) => svgElement(tag, attributes)),
    ),
  );
  return <>{drawn()}</>;
}
