import { enterRoom, hostRoom } from "../e2e/person.ts";
import type { CallTab } from "../e2e/screens/call-tab.ts";
import type { PlacedPerson, Scene } from "./scene.ts";

export interface Caller extends PlacedPerson {
  readonly tab: CallTab;
}

/** These people in one call, everybody seeing everybody; the first is the host. */
export async function callOf(
  scene: Scene,
  names: readonly string[],
): Promise<{ readonly callers: readonly Caller[]; readonly link: string }> {
  const people: PlacedPerson[] = [];
  for (const name of names) people.push(await scene.person(name));
  const [host, ...guests] = people;
  if (host === undefined) throw new Error("nobody is there");
  const { tab, link } = await hostRoom(host, scene.server.address, guests);
  const callers: Caller[] = [{ ...host, tab }];
  for (const guest of guests) callers.push({ ...guest, tab: await enterRoom(guest, link) });
  for (const each of callers) {
    for (const other of callers) if (other !== each) await each.tab.untilSeen(other.name);
  }
  return { callers, link };
}

/** Every pair once. */
export function pairsOf<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, index) =>
    items.slice(index + 1).map((other) => [one, other] as const),
  );
}
