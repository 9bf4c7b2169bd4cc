import type { CallView } from "../../call-view.ts";
import { problemText } from "./problem-text.ts";
import { type Message, message, plural } from "./message.ts";
import { personName } from "./person-name.ts";
import { serverName } from "./server-name.ts";

type TitleView = Pick<CallView, "stage" | "peers" | "server" | "knocks">;

/** The tab's title: where one is, and in the call with how many. */
export function titleText(view: TitleView): Message {
  return message("callTitle", knockText(view) ?? stateText(view));
}

/** Somebody waits at the door: who looks at another tab sees it here. */
function knockText({ knocks }: TitleView): Message | null {
  const [first] = knocks;
  if (first === undefined) return null;
  return knocks.length === 1
    ? message("callTitleKnock", personName(first).text)
    : plural("callTitleKnocks", knocks.length);
}

function stateText(view: TitleView): Message {
  const { stage } = view;
  switch (stage.stage) {
    case "loading":
      return message("callLoading");
    case "lobby":
      return message("lobbyTitle");
    case "connecting":
      return message("callConnecting");
    case "waiting-for-approval":
      return message("callApproval");
    case "entering":
      return message("callEntering");
    case "waiting-for-host":
      return message("callWaiting");
    case "in-call": {
      const people = plural("callTitleInCall", peopleInCall(view));
      return stage.server === "gone" ? message("callTitleServerGone", people) : people;
    }
    case "left":
      return stage.problem === null
        ? message("callLeft")
        : problemText(stage.problem, serverName(view.server)).heading;
  }
}

/** Myself and those whose channel is bound, or was until a moment ago. */
export function peopleInCall(view: Pick<CallView, "peers">): number {
  return 1 + view.peers.filter(({ link }) => link === "bound" || link === "lost").length;
}
