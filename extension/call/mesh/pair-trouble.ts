import type { LinkReport } from "../../../protocol/channel/links.ts";

/**
 * Between whom it does not work, out of everybody's own words. Each can only speak of what they
 * themselves receive: who lies spoils their own line and nobody else's.
 */
export interface PairTrouble {
  /** Names the entry: the same as long as the trouble is. */
  readonly id: string;
  readonly kind: "no-link" | "not-heard" | "not-seen";
  /** Peer id of who does not receive, and says so. */
  readonly who: string;
  /** Peer id of who is not received; null: this side. */
  readonly whom: string | null;
  /** For `no-link`: the other one says the same. */
  readonly bothSay: boolean;
}

/** What one peer said last. */
export interface Said {
  readonly links: readonly LinkReport[];
  readonly hearsMe: boolean;
  readonly seesMe: boolean;
}

/** `said` by peer id, of peers who are bound to this side; others in it are not believed to exist. */
export function pairTroubles(
  said: ReadonlyMap<string, Said>,
  known: ReadonlySet<string>,
): readonly PairTrouble[] {
  const troubles: PairTrouble[] = [];
  for (const [who, { links, hearsMe, seesMe }] of said) {
    troubles.push(...ofReception(who, null, hearsMe, seesMe));
    for (const report of latestOf(links)) {
      const whom = report.peer;
      if (whom === who || !known.has(whom)) continue;
      if (report.state === "bound") {
        troubles.push(...ofReception(who, whom, report.hears, report.sees));
        continue;
      }
      const bothSay = saysLost(said.get(whom), who);
      // Said by both it is one trouble: told once, in the order of the ids.
      if (bothSay && who > whom) continue;
      troubles.push({ id: `no-link ${who} ${whom}`, kind: "no-link", who, whom, bothSay });
    }
  }
  return troubles;
}

function ofReception(
  who: string,
  whom: string | null,
  hears: boolean,
  sees: boolean,
): PairTrouble[] {
  const trouble = (kind: "not-heard" | "not-seen"): PairTrouble => ({
    id: `${kind} ${who} ${whom ?? "me"}`,
    kind,
    who,
    whom,
    bothSay: false,
  });
  return [...(hears ? [] : [trouble("not-heard")]), ...(sees ? [] : [trouble("not-seen")])];
}

/** One for each: a report that names somebody twice counts by its last word. */
function latestOf(links: readonly LinkReport[]): readonly LinkReport[] {
  return [...new Map(links.map((report) => [report.peer, report])).values()];
}

function saysLost(said: Said | undefined, whom: string): boolean {
  return said?.links.some(({ peer, state }) => peer === whom && state !== "bound") ?? false;
}
