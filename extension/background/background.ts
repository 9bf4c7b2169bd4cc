import { AppError } from "../shared/errors.ts";
import { createApprovalDesk } from "./approval-desk.ts";
import { createContacts } from "./contacts.ts";
import { createInvites } from "./invites.ts";
import { signingNextLists } from "./next-list.ts";
import { pagePaths } from "./pages.ts";
import type { Ports } from "./ports.ts";
import { answer } from "./requests/answer.ts";
import { approvalRoutes } from "./requests/approval-routes.ts";
import { callRoutes } from "./requests/call-routes.ts";
import { contactRoutes } from "./requests/contact-routes.ts";
import { roomPageRoutes } from "./requests/room-page-routes.ts";
import { roomRoutes } from "./requests/room-routes.ts";
import type { Routes } from "./requests/route.ts";
import { serverRoutes } from "./requests/server-routes.ts";
import { walletRoutes } from "./requests/wallet-routes.ts";
import { createRoomLinks } from "./room-links.ts";
import { createRoomRecords } from "./room-records.ts";
import type { Sender } from "./senders.ts";
import { createServers } from "./servers.ts";
import { createWallet } from "./wallet.ts";

/** Everything the browser may tell the background. */
export interface Background {
  onMessage(message: unknown, sender: Sender): Promise<unknown>;
  onTabRemoved(tabId: number): Promise<void>;
  onAlarm(): Promise<void>;
  /** The menu item of a link was clicked. */
  onLinkChosen(link: string): Promise<void>;
  /** Installed, started, or permissions have changed. */
  onServersInDoubt(): Promise<void>;
}

/** Builds the parts and takes up what an earlier life of the worker has left. */
export async function startBackground(ports: Ports): Promise<Background> {
  const { own, clock, tabs, tell } = ports;
  const wallet = createWallet(ports);
  const rooms = createRoomRecords(ports.local);
  const contacts = createContacts(ports.local, clock);
  const servers = createServers(ports);
  const links = createRoomLinks({ own, tabs, clock, rooms });
  const invites = createInvites(rooms);
  const sign = signingNextLists({ sign: (approved) => wallet.sign(approved), rooms, tell });
  const desk = createApprovalDesk({ ...ports, sign });
  const routes: Routes = {
    ...walletRoutes({ wallet, desk, tell }),
    ...approvalRoutes({ desk, wallet, rooms, contacts }),
    ...roomRoutes({ rooms, links, wallet, clock, tell }),
    ...serverRoutes(servers),
    ...callRoutes({ desk, rooms, wallet, contacts, invites, clock, tell }),
    ...contactRoutes({ contacts, wallet, tell }),
    ...roomPageRoutes({ links, servers }),
  };
  await desk.restore();

  return {
    onMessage: (message, sender) => answer(routes, own, message, sender),
    onTabRemoved: (tabId) => desk.dispatch({ type: "tab-gone", tabId }),
    onAlarm: () => desk.dispatch({ type: "tick" }),
    async onLinkChosen(link) {
      try {
        await links.open(link);
      } catch (cause) {
        if (!(cause instanceof AppError) || cause.code !== "room/bad-link") throw cause;
        // A link that only looks like one: said in a tab, since nothing of ours is open.
        await tabs.open(`${pagePaths.popupTab}?problem=bad-link`);
      }
    },
    onServersInDoubt: () => servers.reconcile(),
  };
}
