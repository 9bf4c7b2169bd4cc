import type { KeyId } from "../../../protocol/public-key.ts";
import type { KnownName } from "../../shared/contact.ts";
import { likeness } from "../../shared/name-likeness.ts";
import type { Guard } from "../peers/guard.ts";
import type { KnownPeople } from "./known-people.ts";

/**
 * Holds back whoever calls themselves by a name that the person at the screen gave to another key,
 * until that person has chosen: how one is made to pass for another is by being seen and heard
 * before anybody has looked at the key.
 */
export interface NameGuard extends Guard {
  /** What this key claimed, and whose name that is; null where there is nothing to decide. */
  readonly borrowed: (key: KeyId) => BorrowedName | null;
  /** The two short codes were not the same. */
  readonly isSuspect: (key: KeyId) => boolean;
  /** As somebody new, under the name that was claimed; another borrowed name is asked of again. */
  readonly letIn: (key: KeyId) => void;
  readonly keepOut: (key: KeyId) => void;
  /** No longer kept out. What was asked before is asked again. */
  readonly takeBack: (key: KeyId) => void;
  readonly suspect: (key: KeyId) => void;
}

export interface BorrowedName {
  readonly claim: string;
  readonly bearers: readonly KnownName[];
}

export function createNameGuard(people: Pick<KnownPeople, "nameOf" | "likeNamed">): NameGuard {
  const keptOut = new Set<KeyId>();
  const suspects = new Set<KeyId>();
  const letIn = new Set<string>();
  // The claim stays until it is decided: to say something else meanwhile must not take the alarm
  // off the screen.
  const undecided = new Map<KeyId, string>();
  const mark = (key: KeyId, claim: string): string => `${key} ${likeness(claim)}`;

  const borrowed = (key: KeyId): BorrowedName | null => {
    const claim = undecided.get(key);
    if (claim === undefined || people.nameOf(key) !== null) return null;
    const bearers = people.likeNamed(claim, key);
    return bearers.length === 0 ? null : { claim, bearers };
  };

  return {
    holds: (key, claim) => {
      if (keptOut.has(key) || suspects.has(key)) return true;
      if (people.nameOf(key) !== null) return false;
      // Their first word says who they claim to be: until then there is nothing to decide by.
      if (claim === null) return true;
      const isAsked = borrowed(key) !== null;
      if (!isAsked && claim !== "" && !letIn.has(mark(key, claim))) undecided.set(key, claim);
      return borrowed(key) !== null;
    },
    isKeptOut: (key) => keptOut.has(key),
    isSuspect: (key) => suspects.has(key),
    borrowed,
    letIn: (key) => {
      const claim = undecided.get(key);
      if (claim !== undefined) letIn.add(mark(key, claim));
      undecided.delete(key);
    },
    keepOut: (key) => {
      suspects.delete(key);
      keptOut.add(key);
    },
    takeBack: (key) => void keptOut.delete(key),
    suspect: (key) => void suspects.add(key),
  };
}
