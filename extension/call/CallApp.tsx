import { createEffect, lazy, Match, onMount, Show, Switch, type JSX } from "solid-js";
import { t } from "../shared/i18n.ts";
import type { CallActions, CallView, Stage } from "./call-view.ts";
import { Doorstep } from "./components/lobby/doorstep.tsx";
import { PersonDesk } from "./components/proof/person-desk.tsx";
import { Left } from "./components/lobby/left.tsx";
import { say } from "./components/words/say.ts";
import { StageHeading } from "./components/lobby/stage-heading.tsx";
import { titleText } from "./components/words/title-text.ts";
import { Announcer } from "./components/announce/announcer.tsx";
import { Toasts } from "./components/frame/toasts.tsx";
import "./call.css";

// Read while the person looks at themselves in the lobby: it is larger than all that comes before.
// Without <Suspense>: that would take the whole call out of the page, and so stop every picture and
// voice, each time that something within it is still being loaded.
const InCall = lazy(async () => {
  const { InCall: loaded } = await import("./components/frame/in-call.tsx");
  return { default: loaded };
});

export interface CallAppProps {
  readonly view: CallView;
  readonly actions: CallActions;
}

/** The call tab: chooses the screen. It knows no wallet, no socket and no peer connection. */
export function CallApp(props: CallAppProps): JSX.Element {
  createEffect(() => {
    document.title = say(titleText(props.view));
  });
  onMount(() => void InCall.preload());
  const isAt = (...stages: readonly Stage["stage"][]): boolean =>
    stages.includes(props.view.stage.stage);
  return (
    <>
      <Switch fallback={<Doorstep view={props.view} actions={props.actions} />}>
        <Match when={isAt("loading")}>
          <main class="call-center">
            <StageHeading>{t("callLoading")}</StageHeading>
          </main>
        </Match>
        <Match when={isAt("in-call")}>
          <PersonDesk view={props.view} actions={props.actions}>
            <InCall view={props.view} actions={props.actions} />
          </PersonDesk>
        </Match>
        <Match when={isAt("left")}>
          <Left view={props.view} actions={props.actions} />
        </Match>
      </Switch>
      <Toasts
        notices={props.view.notices}
        onDismiss={(id) => props.actions.dismissNotice(id)}
        onAccept={(id) => props.actions.acceptNotice(id)}
        spoken={
          <Show when={isAt("in-call")}>
            <Announcer view={props.view} />
          </Show>
        }
      />
    </>
  );
}
