// The heading of a screen. It takes the focus when the screen appears, so that keyboard and screen
// reader go on from there, not from a button that is gone.

import { onMount, type JSX } from "solid-js";

export function StageHeading(props: { readonly children: JSX.Element }): JSX.Element {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <h1 class="call-heading" tabindex="-1" ref={(element) => (heading = element)} dir="auto">
      {props.children}
    </h1>
  );
}
