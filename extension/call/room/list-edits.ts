import type { ListView } from "../../../protocol/access-list.ts";
import { type EditRefusal, type SessionEdit, sessionEdit } from "../../../protocol/list-edit.ts";
import type { RoomStatement } from "../../../protocol/room.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";

/**
 * What this session changes in the list: one after another, each made from the newest version, since
 * two made of the same one would be a fork of our own. Somebody else may make a version at the same
 * time: whose is lost by the rules is made again on what is there now.
 */
export interface ListEdits {
  readonly make: (edit: SessionEdit) => Promise<void>;
  /** Another list is the newest now, whoever made it. */
  readonly listChanged: () => void;
  /** The server has shown this version, by its hash: what it holds of ours has arrived. */
  readonly acknowledge: (hash: string) => void;
  /** The server did not take ours. */
  readonly refuse: () => void;
  /** Whether that version is of this session and not yet acknowledged. */
  readonly isMine: (hash: string) => boolean;
  /** Whether a version of this session's is on its way to the server. */
  readonly isUnderWay: () => boolean;
}

export interface ListEditsInput {
  readonly list: () => ListView | null;
  readonly mayEdit: (view: ListView) => boolean;
  readonly sign: (view: ListView, next: RoomStatement) => Promise<SignedList>;
  /** Takes it by the rules for anybody's list; true where it is the newest then. */
  readonly take: (signed: SignedList) => Promise<boolean>;
  readonly send: (signed: SignedList) => void;
  readonly failed: (edit: SessionEdit, why: EditFailure) => void;
  readonly nowMs: () => number;
}

export type EditFailure =
  | EditRefusal
  /** This session may not, or no longer. */
  | "powers"
  /** Others changed the list again and again at the same time. */
  | "lost"
  /** By this side's own rules, or the server's. */
  | "refused";

interface Job {
  readonly edit: SessionEdit;
  tries: number;
  /** The version that holds it, while the server has not shown it. */
  made: { readonly hash: string; readonly version: number } | null;
}

const triesMax = 3;

export function createListEdits(input: ListEditsInput): ListEdits {
  const jobs = new Set<Job>();
  let turn: Promise<void> = Promise.resolve();

  const fail = (job: Job, why: EditFailure): void => {
    jobs.delete(job);
    input.failed(job.edit, why);
  };

  const attempt = async (job: Job): Promise<void> => {
    const view = input.list();
    if (view === null || !input.mayEdit(view)) return fail(job, "powers");
    const edited = sessionEdit(view, job.edit, input.nowMs());
    if (edited.outcome === "done") return void jobs.delete(job);
    if (edited.outcome === "refused") return fail(job, edited.why);
    if (job.tries >= triesMax) return fail(job, "lost");
    job.tries += 1;
    const signed = await input.sign(view, edited.list);
    // While it was signed another one came.
    if (input.list()?.head.hash !== view.head.hash) return attempt(job);
    if (!(await input.take(signed))) return fail(job, "refused");
    const { hash, list } = input.list()!.head;
    job.made = { hash, version: list.version };
    input.send(signed);
  };

  const inTurn = (job: Job): Promise<void> => {
    turn = turn.catch(() => undefined).then(() => (jobs.has(job) ? attempt(job) : undefined));
    return turn;
  };

  /** Ours is not in what the newest version came from; of later ones that cannot be seen. */
  const isLost = (made: NonNullable<Job["made"]>, view: ListView): boolean => {
    const { hash, list } = view.head;
    const isOurs = hash === made.hash || list.previous === made.hash;
    return !isOurs && list.version >= made.version;
  };

  return {
    make: (edit) => {
      const job: Job = { edit, tries: 0, made: null };
      jobs.add(job);
      return inTurn(job);
    },
    listChanged: () => {
      const view = input.list();
      if (view === null) return;
      for (const job of jobs) {
        if (job.made === null) continue;
        // Somebody went on from ours: it has arrived, and what they changed of it is meant so.
        if (view.head.list.previous === job.made.hash) jobs.delete(job);
        else if (isLost(job.made, view)) {
          job.made = null;
          void inTurn(job);
        }
      }
    },
    acknowledge: (hash) => {
      for (const job of jobs) if (job.made?.hash === hash) jobs.delete(job);
    },
    refuse: () => {
      for (const job of jobs) if (job.made !== null) fail(job, "refused");
    },
    isMine: (hash) => [...jobs].some(({ made }) => made?.hash === hash),
    isUnderWay: () => [...jobs].some(({ made }) => made !== null),
  };
}
