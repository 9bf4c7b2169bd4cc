import type { BrowserContext } from "playwright-core";

/** What a browser complained of since the profile was opened, in words with their place. */
export interface Complaints {
  /** All that was said and not expected. */
  readonly unexpected: () => readonly string[];
  /** Complaints that fit are no fault of this test: a link to nowhere fails on the console too. */
  readonly expect: (pattern: RegExp) => void;
}

/**
 * Listens on every page, frame and worker. A violation of a content security policy is a console
 * error in Chromium, so it is among these.
 */
export function listenForComplaints(context: BrowserContext): Complaints {
  const said: string[] = [];
  const expected: RegExp[] = [];
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    said.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => {
    const { message, stack } = error.error();
    said.push(`thrown: ${stack ?? message} (${error.page()?.url() ?? "no page"})`);
  });
  const watched = new Set<unknown>();
  const watch = (worker: ReturnType<BrowserContext["serviceWorkers"]>[number]): void => {
    if (watched.has(worker)) return;
    watched.add(worker);
    worker.on("console", (message) => {
      if (message.type() === "error") said.push(`worker: ${message.text()}`);
    });
  };
  context.serviceWorkers().forEach(watch);
  context.on("serviceworker", watch);
  return {
    unexpected: () => said.filter((text) => !expected.some((pattern) => pattern.test(text))),
    expect: (pattern) => void expected.push(pattern),
  };
}
