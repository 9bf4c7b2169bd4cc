// Over the call: who somebody is, on request, and what must be decided about somebody, at once.

import { createSignal, lazy, Show, Suspense, type JSX } from "solid-js";
import type { CallActions, CallView } from "../../call-view.ts";
import { Alarm } from "./alarm.tsx";
import { OpenPersonContext, type PersonPage } from "./open-person.ts";

export interface PersonDeskProps {
  readonly view: CallView;
  readonly actions: CallActions;
  readonly children: JSX.Element;
}

// Loaded when it is first asked for: signs, digits and forms that most calls never need.
const PersonDialog = lazy(async () => ({
  default: (await import("./person-dialog.tsx")).PersonDialog,
}));

export function PersonDesk(props: PersonDeskProps): JSX.Element {
  const [asked, setAsked] = createSignal<{ peerId: string; page: PersonPage } | null>(null);
  const [isOpen, setOpen] = createSignal(false);
  const hasAlarm = (): boolean => props.view.proof.alarms.length > 0;
  return (
    <OpenPersonContext.Provider
      value={(peerId, page) => {
        setAsked({ peerId, page });
        setOpen(true);
      }}
    >
      {props.children}
      <Show when={asked()}>
        {(person) => (
          <Suspense>
            <PersonDialog
              // An alarm is about what is decided first, and two dialogs at once about nothing.
              open={isOpen() && !hasAlarm()}
              peerId={person().peerId}
              page={person().page}
              view={props.view}
              actions={props.actions}
              onPage={(page) => setAsked({ ...person(), page })}
              onClose={() => setOpen(false)}
            />
          </Suspense>
        )}
      </Show>
      <Alarm
        alarm={props.view.proof.alarms[0] ?? null}
        actions={props.actions}
        onChosen={() => setOpen(false)}
      />
    </OpenPersonContext.Provider>
  );
}
