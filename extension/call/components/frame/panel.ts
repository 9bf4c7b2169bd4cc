/** What lies beside the faces; one at a time. */
export type Panel = "people" | "chat" | "statistics";

/** Ids of the panels' elements. */
export const panelIds: Readonly<Record<Panel, string>> = {
  people: "participants",
  chat: "chat",
  statistics: "statistics",
};
