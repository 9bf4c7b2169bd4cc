// Everybody in the call in a list, with the whole key id: for reading, comparing and copying.

import { createMemo, For, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { CallActions, CallView } from "../../call-view.ts";
import { panelIds } from "../frame/panel.ts";
import { SidePanel } from "../frame/side-panel.tsx";
import { createById } from "../tiles/create-by-id.ts";
import { isOn } from "../devices/media-switch.ts";
import { ownName } from "../words/own-name.ts";
import { ownRole } from "../words/own-role.ts";
import { RaisedHands } from "./raised-hands.tsx";
import { ParticipantLine } from "./participant-line.tsx";
import { PeerStateWords } from "../words/peer-state-words.tsx";
import { peerTrouble } from "../words/peer-state.ts";
import { KeptOut } from "../proof/kept-out.tsx";
import { PersonPowers } from "../room/person-powers.tsx";
import { RoomSection } from "../room/room-section.tsx";
import { PersonButton } from "../proof/person-button.tsx";
import { claimIsTaken } from "../words/person-name.ts";
import { knownNames } from "../words/known-names.ts";
import { PairTroubles } from "../statistics/pair-troubles.tsx";
import { say } from "../words/say.ts";
import "./participants.css";

export interface ParticipantsProps {
  readonly view: CallView;
  readonly actions: Pick<CallActions, "takeBack" | "editList" | "changeList" | "copyInvite">;
  readonly onClose: () => void;
}

export function Participants(props: ParticipantsProps): JSX.Element {
  const { ids, item } = createById(
    () => props.view.peers,
    ({ peerId }) => peerId,
  );
  const named = createMemo(() => knownNames(props.view));
  return (
    <SidePanel id={panelIds.people} title={t("callParticipants")} onClose={() => props.onClose()}>
      <RaisedHands view={props.view} />
      <PairTroubles view={props.view} />
      <ul class="call-people-list">
        <Show when={props.view.identity}>
          {(identity) => (
            <ParticipantLine
              keyId={identity()}
              name={
                <strong class="call-name" dir="auto">
                  {t("callYou", ownName(props.view) ?? t("callYouNameless"))}
                </strong>
              }
              role={ownRole(props.view)}
              states={null}
              trouble={null}
              sends={{
                microphone: isOn(props.view.media.microphone),
                camera: isOn(props.view.media.camera),
              }}
            />
          )}
        </Show>
        <For each={ids()}>
          {(id) => {
            const shown = item(id);
            const isTaken = (): boolean => claimIsTaken(shown(), named());
            const trouble = (): string | null => {
              const text = peerTrouble(shown());
              if (text) return say(text);
              return isTaken() ? t("callClaimTakenText", shown().claimedName) : null;
            };
            return (
              <ParticipantLine
                keyId={shown().keyId}
                name={<PersonButton peer={shown()} claimIsTaken={isTaken()} />}
                role={shown().role}
                states={<PeerStateWords peer={shown()} claimIsTaken={isTaken()} />}
                trouble={trouble()}
                sends={shown().link === "bound" ? shown().sends : null}
                powers={
                  <Show when={props.view.room}>
                    {(room) => (
                      <PersonPowers peer={shown()} room={room()} actions={props.actions} />
                    )}
                  </Show>
                }
              />
            );
          }}
        </For>
      </ul>
      <KeptOut
        people={props.view.proof.keptOut}
        onTakeBack={(key) => props.actions.takeBack(key)}
      />
      <Show when={props.view.room}>
        {(room) => <RoomSection room={room()} actions={props.actions} />}
      </Show>
    </SidePanel>
  );
}
