// What is known of the room before one joins: whose it is, on which server, and its link.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { linkIcon } from "../../../shared/ui/icons.ts";
import { KeyLine } from "../../../shared/ui/key-line.tsx";
import type { CallView } from "../../call-view.ts";
import { hostName } from "../words/host-name.ts";
import { linkForTheEye, serverName } from "../words/server-name.ts";
import "./room-facts.css";

export interface RoomFactsProps {
  readonly view: CallView;
  readonly onCopyLink: () => void;
}

export function RoomFacts(props: RoomFactsProps): JSX.Element {
  return (
    <dl class="call-facts">
      <div>
        <dt>{t("lobbyHost")}</dt>
        <dd>
          <Show when={props.view.host} fallback={t("lobbyHostUnknown")}>
            {(host) => (
              <KeyLine
                keyId={host()}
                name={
                  props.view.isOwnRoom ? t("lobbyHostYou") : (hostName(props.view) ?? undefined)
                }
                size={40}
              />
            )}
          </Show>
        </dd>
      </div>
      <div>
        <dt>{t("lobbyServer")}</dt>
        <dd dir="ltr">{serverName(props.view.server)}</dd>
      </div>
      <Show when={props.view.link !== ""}>
        <div>
          <dt>{t("lobbyLink")}</dt>
          <dd class="call-facts-link">
            <span dir="ltr">{linkForTheEye(props.view.link)}</span>
            <Button icon={linkIcon} onClick={() => props.onCopyLink()}>
              {t("callCopyLink")}
            </Button>
          </dd>
        </div>
      </Show>
    </dl>
  );
}
