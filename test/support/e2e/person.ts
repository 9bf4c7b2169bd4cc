import type { ChromiumProfile } from "../browser/chromium-profile.ts";
import { approvalWindow } from "./screens/approval-window.ts";
import type { CallTab } from "./screens/call-tab.ts";
import { openRoomPage } from "./screens/room-page.ts";
import { openPopup } from "./screens/popup.ts";

/** Somebody with a browser of their own and one key in it. */
export interface Person {
  readonly name: string;
  readonly profile: ChromiumProfile;
  /** As *Copy public key* gave it: a line for authorized_keys. */
  readonly publicKey: string;
}

/** Generates a key in an empty wallet. */
export async function newPerson(name: string, profile: ChromiumProfile): Promise<Person> {
  const popup = await openPopup(profile);
  await popup.generateKey(name);
  const publicKey = await popup.copyPublicKey();
  await popup.page.close();
  return { name, profile, publicKey };
}

/** *Join*, then *Approve* in the window that comes. */
export async function joinAndApprove({ profile }: Person, tab: CallTab): Promise<void> {
  await tab.join();
  await (await approvalWindow(profile)).approve();
}

/** Opens a room for these people and enters it as its host. */
export async function hostRoom(
  host: Person,
  server: string,
  guests: readonly Person[],
  door?: "knock" | "closed",
): Promise<{ tab: CallTab; link: string }> {
  const popup = await openPopup(host.profile);
  await popup.fillNewRoom({
    allowed: guests.map(({ publicKey }) => publicKey),
    server,
    ...(door === undefined ? {} : { door }),
  });
  const tab = await popup.createRoom();
  await popup.page.close();
  await joinAndApprove(host, tab);
  await tab.button("Leave").waitFor();
  return { tab, link: await tab.copyLink() };
}

/** Follows the link, joins from the room page and approves; in the call when it resolves. */
export async function enterRoom(person: Person, link: string): Promise<CallTab> {
  const roomPage = await openRoomPage(person.profile, link);
  const tab = await roomPage.join();
  await roomPage.page.close();
  await joinAndApprove(person, tab);
  await tab.button("Leave").waitFor();
  return tab;
}
