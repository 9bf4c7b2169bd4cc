import type { ConnectionFindings } from "../../connection/connection-check.ts";
import { type Message, message } from "../words/message.ts";

export interface FindingLine {
  readonly is: "good" | "info" | "bad";
  readonly text: Message;
}

/** `knowsServers`: whether the call's servers were part of the test. */
export function findingLines(
  findings: ConnectionFindings,
  knowsServers: boolean,
): readonly FindingLine[] {
  const { connects, namesAddresses, reachesOut, relay } = findings;
  const lines: FindingLine[] = [
    connects
      ? { is: "good", text: message("connectionSelf") }
      : { is: "bad", text: message("connectionSelfNot") },
    {
      is: "info",
      text: message(namesAddresses ? "connectionAddresses" : "connectionNoAddresses"),
    },
  ];
  if (!knowsServers) return [...lines, { is: "info", text: message("connectionLater") }];
  if (reachesOut === "no") lines.push({ is: "bad", text: message("connectionNotOut") });
  if (reachesOut === "yes") lines.push({ is: "good", text: message("connectionOut") });
  switch (relay.is) {
    case "works": {
      const text = message("connectionRelay", String(Math.round(relay.roundTripMs)));
      return [...lines, { is: "good", text }];
    }
    case "fails":
      return [...lines, { is: "bad", text: message("connectionRelayFails") }];
    case "not-offered":
      return [...lines, { is: "info", text: message("connectionNoRelay") }];
  }
}
