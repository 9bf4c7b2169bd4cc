// Said while this side cannot send what the others would show: why, and what helps.

import { createSignal, Show, type JSX } from "solid-js";
import type { MessageKey } from "../../../shared/i18n.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { MeshView } from "../../mesh/mesh-view.ts";

export interface MeshLimitProps {
  readonly limit: MeshView["limit"];
}

const texts: Record<
  Exclude<MeshView["limit"], "nothing">,
  { title: MessageKey; text: MessageKey }
> = {
  machine: { title: "limitMachine", text: "limitMachineText" },
  network: { title: "limitNetwork", text: "limitNetworkText" },
};

export function MeshLimit(props: MeshLimitProps): JSX.Element {
  const [dismissed, setDismissed] = createSignal<MeshView["limit"]>("nothing");
  const shown = (): Exclude<MeshView["limit"], "nothing"> | null =>
    props.limit === "nothing" || props.limit === dismissed() ? null : props.limit;
  return (
    <Show when={shown()}>
      {(limit) => (
        <Notice
          kind="info"
          title={t(texts[limit()].title)}
          actions={
            <Button variant="quiet" onClick={() => setDismissed(limit())}>
              {t("limitDismiss")}
            </Button>
          }
        >
          {t(texts[limit()].text)}
        </Notice>
      )}
    </Show>
  );
}
