// Text for screen readers only.

import type { JSX } from "solid-js";
import "./visually-hidden.css";

export function VisuallyHidden(props: { readonly children: JSX.Element }): JSX.Element {
  return <span class="lk-hidden">{props.children}</span>;
}
