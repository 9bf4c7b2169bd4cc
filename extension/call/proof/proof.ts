import type { KeyId } from "../../../protocol/public-key.ts";
import { nameMaxLength } from "../../../protocol/limits.ts";
import { toName } from "../../../protocol/name.ts";
import { AppError, type AppErrorCode } from "../../shared/errors.ts";
import type { AskBackground, BackgroundEvent } from "../../shared/requests.ts";
import type { KnockView, PeerView } from "../call-view.ts";
import type { CallFeature } from "../features/feature.ts";
import type { KnownPeople } from "./known-people.ts";
import { createNameGuard, type NameGuard } from "./name-guard.ts";
import type { Bearer, KeptOut, ProofActions, ProofAlarm, ProofView } from "./proof-view.ts";

/** Who is in the call: names, alarms about names, and what the person decided of them. */
export interface Proof {
  readonly guard: NameGuard;
  /** Writes down when contacts were in the call. */
  readonly feature: CallFeature;
  readonly view: (peers: readonly PeerView[], knocks: readonly KnockView[]) => ProofView;
  readonly actions: ProofActions;
  readonly stop: () => void;
}

export interface ProofDeps {
  readonly people: KnownPeople;
  readonly ask: AskBackground;
  readonly listen: (listener: (event: BackgroundEvent) => void) => () => void;
  /** The rules have changed: whoever is held may be met now, or the other way round. */
  readonly reconsider: () => void;
}

/** Enough to compare; who named more keys alike sees the first. */
const bearersShown = 3;

export function createProof({ people, ask, listen, reconsider }: ProofDeps): Proof {
  const guard = createNameGuard(people);
  const keptOut = new Map<KeyId, KeptOut>();
  let peersNow: readonly PeerView[] = [];

  const refresh = (): Promise<void> => people.refresh().then(reconsider);
  const seen = (key: KeyId): void => {
    if (people.contactOf(key) !== null) {
      ask("contacts/seen", { keys: [key] }).catch(() => undefined);
    }
  };
  const stop = listen(({ event }) => {
    if (event === "contacts-changed" || event === "rooms-changed") void refresh();
  });

  const alarmOf = (peer: PeerView): readonly ProofAlarm[] => {
    const { peerId, keyId, knownName, claimedName } = peer;
    if (peer.link === "refused" || guard.isKeptOut(keyId)) return [];
    const who = { peerId, keyId, knownName, claimedName };
    if (guard.isSuspect(keyId)) return [{ alarm: "codes-differ", ...who }];
    const borrowed = guard.borrowed(keyId);
    if (borrowed === null) return [];
    const bearers = borrowed.bearers.slice(0, bearersShown).map(({ key, name }): Bearer => {
      const isHere = peersNow.some((other) => other.keyId === key && other.link !== "refused");
      return { keyId: key, name, isHere };
    });
    return [{ alarm: "borrowed-name", ...who, claimedName: borrowed.claim, bearers }];
  };

  const decide =
    (change: (key: KeyId) => void) =>
    (key: KeyId): void => {
      change(key);
      reconsider();
    };

  return {
    guard,
    feature: {
      attached: ({ key }) => seen(key),
      left: ({ key }) => seen(key),
      ended: () => {
        peersNow = [];
      },
    },
    view: (peers, knocks) => {
      peersNow = peers;
      const keys = new Set(peers.map(({ keyId }) => keyId));
      return {
        alarms: peers.flatMap(alarmOf),
        contacts: [...keys].map(people.contactOf).filter((contact) => contact !== null),
        keptOut: [...keptOut.values()],
        bearers: [...peers, ...knocks].flatMap(({ keyId, claimedName }) =>
          people
            .likeNamed(claimedName, keyId)
            .slice(0, bearersShown)
            .map(({ key, name }) => ({ keyId: key, name })),
        ),
      };
    },
    actions: {
      nameKey: async (key, typed, verified) => {
        const name = toName(typed, nameMaxLength);
        try {
          await ask("contacts/save", { key, name, note: null, verified });
        } catch (error) {
          return codeOf(error);
        }
        await refresh();
        seen(key);
        return null;
      },
      forgetKey: (key) => {
        ask("contacts/remove", { key })
          .then(refresh)
          .catch(() => undefined);
      },
      letIn: decide(guard.letIn),
      keepOut: decide((key) => {
        const peer = peersNow.find(({ keyId }) => keyId === key);
        const claimedName = guard.borrowed(key)?.claim ?? peer?.claimedName ?? "";
        keptOut.set(key, { keyId: key, knownName: peer?.knownName ?? null, claimedName });
        guard.keepOut(key);
      }),
      takeBack: decide((key) => {
        keptOut.delete(key);
        guard.takeBack(key);
      }),
      codesDiffer: decide(guard.suspect),
    },
    stop,
  };
}

function codeOf(error: unknown): AppErrorCode {
  return error instanceof AppError ? error.code : "background/unreachable";
}
