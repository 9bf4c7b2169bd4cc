import { browser } from "./browser.ts";
import { AppError, isAppErrorCode } from "./errors.ts";
import type { Answer, AskBackground, BackgroundEvent } from "./requests.ts";

/** The pages' way to the background. */
export const askBackground: AskBackground = async (name, params) => {
  let answer: Answer<typeof name> | undefined;
  try {
    answer = await browser.runtime.sendMessage({ request: name, params });
  } catch (cause) {
    // The worker is gone for good only where the extension was reloaded under this page.
    throw new AppError("background/unreachable", cause);
  }
  if (answer === undefined) throw new AppError("background/unreachable");
  if (!answer.ok) throw new AppError(isAppErrorCode(answer.code) ? answer.code : "request/refused");
  return answer.value;
};

/** Listens to the background's events until the returned function is called. */
export function listenToBackground(listener: (event: BackgroundEvent) => void): () => void {
  const onMessage = (message: unknown): undefined => {
    const event = (message as { event?: unknown } | null)?.event;
    if (typeof event === "string") listener(message as BackgroundEvent);
  };
  browser.runtime.onMessage.addListener(onMessage);
  return () => browser.runtime.onMessage.removeListener(onMessage);
}
