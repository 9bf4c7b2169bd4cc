import type { CallView } from "../../call-view.ts";
import { problemText } from "./problem-text.ts";
import { type Message, message, plural } from "./message.ts";
import { serverName } from "./server-name.ts";

/** The tab's title: where one is, and in the call with how many. */
export function titleText(view: Pick<CallView, "stage" | "peers" | "server">): Message {
  return message("callTitle", stateText(view));
}

function stateText(view: Pick<CallView, "stage" | "peers" | "server">): Message {
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
