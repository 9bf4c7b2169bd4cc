// Says a text to screen readers whenever it changes. It must be on the page before it has something
// to say, so mount it once and hand it "" at first.

import type { JSX } from "solid-js";
import "./visually-hidden.css";

export interface LiveRegionProps {
  readonly message: string;
  /** Interrupts what is being read. Only for what cannot wait. */
  readonly urgent?: boolean | undefined;
}

export function LiveRegion(props: LiveRegionProps): JSX.Element {
  return (
    <div class="lk-hidden" role={props.urgent ? "alert" : "status"}>
      {props.message}
    </div>
  );
}
