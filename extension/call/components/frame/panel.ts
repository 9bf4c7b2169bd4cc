/** What lies beside the faces; one at a time. */
export type Panel = "people";

/** Ids of the panels' elements. */
export const panelIds: Readonly<Record<Panel, string>> = {
  people: "participants",
};
