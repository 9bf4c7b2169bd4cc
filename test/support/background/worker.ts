import { expect } from "vitest";
import { type Background, startBackground } from "../../../extension/background/background.ts";
import { callPage, pagePaths, type RoomAddress } from "../../../extension/background/pages.ts";
import type { Sender } from "../../../extension/background/senders.ts";
import type { AppErrorCode } from "../../../extension/shared/errors.ts";
import type { Answer, Params, RequestName, Result } from "../../../extension/shared/requests.ts";
import { type FakeBrowser, own } from "./fake-browser.ts";

/** One life of the worker, asked as pages ask it. */
export interface Worker {
  readonly background: Background;
  /** The value; fails the test where it is refused. */
  ask<Name extends RequestName>(
    from: Sender,
    request: Name,
    params: Params<Name>,
  ): Promise<Result<Name>>;
  /** The code of the refusal; fails the test where it is answered. */
  refusal(from: Sender, request: string, params: unknown): Promise<AppErrorCode>;
}

export async function startWorker(browser: FakeBrowser): Promise<Worker> {
  const background = await startBackground(browser.ports);
  const send = (from: Sender, request: string, params: unknown): Promise<Answer> =>
    background.onMessage({ request, params }, from) as Promise<Answer>;
  return {
    background,
    async ask(from, request, params) {
      const answer = await send(from, request, params);
      await windowsSettle();
      if (!answer.ok) throw expect.fail(`${request} was refused: ${answer.code}`);
      return answer.value;
    },
    async refusal(from, request, params) {
      const answer = await send(from, request, params);
      await windowsSettle();
      if (answer.ok) throw expect.fail(`${request} was answered`);
      return answer.code as AppErrorCode;
    },
  };
}

/** Opening a window is not waited for by whoever caused it: gives it its turns. */
export async function windowsSettle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

export const popup: Sender = { id: own.id, url: own.baseUrl + pagePaths.popup };

export function callTab(tabId: number, room: RoomAddress): Sender {
  return { id: own.id, url: own.baseUrl + callPage(room), frameId: 0, tab: { id: tabId } };
}

/** The approval window that is open, or any page of that address in `tabId`. */
export function approvalPage(browser: FakeBrowser, tabId?: number): Sender {
  const page = own.baseUrl + pagePaths.approval;
  const id = tabId ?? browser.tabs.open.find(({ url }) => url === page)?.id;
  if (id === undefined) throw expect.fail("no approval window is open");
  return { id: own.id, url: page, frameId: 0, tab: { id } };
}
