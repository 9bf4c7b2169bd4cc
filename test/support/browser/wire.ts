import type { Page } from "playwright-core";

/** Everything one page said and heard on its WebSockets, from before the first was opened. */
export interface Wire {
  readonly sent: readonly string[];
  readonly received: readonly string[];
  readonly binarySent: () => number;
}

export function listenToWire(page: Page): Wire {
  const sent: string[] = [];
  const received: string[] = [];
  let binarySent = 0;
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      if (typeof payload === "string") sent.push(payload);
      else binarySent += 1;
    });
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload === "string") received.push(payload);
    });
  });
  return { sent, received, binarySent: () => binarySent };
}
