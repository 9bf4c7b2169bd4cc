import { createRoot } from "solid-js";
import { onTestFinished } from "vitest";
import type { TabView } from "../../../extension/popup/popup-deps.ts";
import type { NewRoomDraft } from "../../../extension/popup/new-room-draft.ts";
import type { View } from "../../../extension/popup/popup-state.ts";
import { createPopupStore, type PopupStore } from "../../../extension/popup/popup-store.ts";
import { AppError, type AppErrorCode } from "../../../extension/shared/errors.ts";
import type { Answer, BackgroundEvent, RequestName } from "../../../extension/shared/requests.ts";
import { deriveHere } from "../../support/background/derive-bcrypt.ts";
import { createFakeBrowser, type FakeBrowser } from "../../support/background/fake-browser.ts";
import { popup as popupSender, startWorker, type Worker } from "../../support/background/worker.ts";
import { testTimeMs } from "../../support/protocol/room-facts.ts";

/** The popup's store on the real background, which runs in a browser that is a fake. */
export interface OpenedPopup extends PopupStore {
  readonly browser: FakeBrowser;
  readonly worker: Worker;
  /** What was kept of the form *New room*. */
  readonly draft: { kept: NewRoomDraft | null };
  readonly openedTabs: TabView[];
  readonly permissions: { asked: string[]; granted: boolean };
  /** Requests fail with this code while it is set. */
  readonly fault: { code: AppErrorCode | null };
  /** Every request in its order. */
  readonly asked: RequestName[];
  /** Tells the popup what the background says to all pages. */
  readonly tell: (event: BackgroundEvent) => Promise<void>;
}

export interface PopupOptions {
  readonly place?: "popup" | "tab";
  readonly view?: View;
  readonly draft?: NewRoomDraft;
  readonly browser?: FakeBrowser;
}

/** `identities`: names of keys that are in the wallet already. */
export async function openPopup(
  identities: readonly string[] = [],
  options: PopupOptions = {},
): Promise<OpenedPopup> {
  const browser = options.browser ?? createFakeBrowser(testTimeMs);
  const worker = await startWorker(browser);
  for (const name of identities) {
    browser.clock.nowMs += 1;
    await worker.ask(popupSender, "wallet/generate", { name });
  }
  const asked: RequestName[] = [];
  const fault: OpenedPopup["fault"] = { code: null };
  const draft: OpenedPopup["draft"] = { kept: options.draft ?? null };
  const openedTabs: TabView[] = [];
  const permissions: OpenedPopup["permissions"] = { asked: [], granted: true };
  let listener: (event: BackgroundEvent) => void = () => undefined;
  const store = createRoot((dispose) => {
    onTestFinished(dispose);
    return createPopupStore(
      {
        async ask(name, params) {
          asked.push(name);
          if (fault.code !== null) throw new AppError(fault.code);
          const message = { request: name, params };
          const answer = (await worker.background.onMessage(message, popupSender)) as Answer;
          if (!answer.ok) throw new AppError(answer.code as AppErrorCode);
          return answer.value;
        },
        listen: (added) => {
          listener = added;
          return () => {
            listener = () => undefined;
          };
        },
        pages: { openTab: options.place === "tab" ? null : (view) => void openedTabs.push(view) },
        permissions: {
          request: (origin) => {
            permissions.asked.push(origin);
            if (permissions.granted) browser.roomPages.permitted.add(new URL(origin).hostname);
            return Promise.resolve(permissions.granted);
          },
        },
        deriveBcrypt: deriveHere,
        drafts: {
          load: () => Promise.resolve(draft.kept),
          save: (saved) => {
            draft.kept = saved;
            return Promise.resolve();
          },
        },
      },
      options.view,
    );
  });
  await store.actions.load();
  const tell = async (event: BackgroundEvent): Promise<void> => {
    listener(event);
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { ...store, browser, worker, draft, openedTabs, permissions, fault, asked, tell };
}
