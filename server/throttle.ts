import { failedTriesBeforeDelay, failedTriesWindowMs } from "../protocol/limits.ts";
import { type Budget, createBudget, isFull, take } from "./budget.ts";
import type { Limits } from "./options.ts";

/** What one address (a /64 of IPv6) has and did. */
export interface AddressRecord {
  readonly key: string;
  sockets: number;
  unauthenticated: number;
  readonly joins: Budget;
  readonly resumes: Budget;
  readonly knocks: Budget;
  failures: number;
  /** Monotonic, of the first of these failures. */
  failedSinceMs: number;
  /** Monotonic: no try is heard before. */
  blockedUntilMs: number;
}

const firstDelayMs = 1_000;
const longestDelayMs = 300_000;
/** Beyond this, addresses without a socket are forgotten, the one idle for longest first. */
const addressesMax = 50_000;

/** The limits that hold for an address. */
export class Throttle {
  readonly #limits: Limits;
  readonly #records = new Map<string, AddressRecord>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#records.size;
  }

  record(key: string, nowMs: number): AddressRecord {
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    if (this.#records.size >= addressesMax) this.#forgetOne();
    const { joinsPerMinute, socketsPerAddress, knocksPerMinute } = this.#limits;
    const record: AddressRecord = {
      key,
      sockets: 0,
      unauthenticated: 0,
      joins: createBudget(joinsPerMinute / 60, joinsPerMinute, nowMs),
      // After a restart everybody behind one address comes back at once: one list, one resume each.
      resumes: createBudget(socketsPerAddress / 30, 2 * socketsPerAddress, nowMs),
      knocks: createBudget(knocksPerMinute / 60, knocksPerMinute, nowMs),
      failures: 0,
      failedSinceMs: nowMs,
      blockedUntilMs: 0,
    };
    this.#records.set(key, record);
    return record;
  }

  isCrowded({ sockets, unauthenticated }: AddressRecord): boolean {
    return (
      sockets >= this.#limits.socketsPerAddress ||
      unauthenticated >= this.#limits.unauthenticatedPerAddress
    );
  }

  /** Milliseconds until a try is heard again; 0 where it is heard now and was counted. */
  takeTry(record: AddressRecord, kind: "joins" | "resumes", nowMs: number): number {
    return this.blockedForMs(record, nowMs) || take(record[kind], 1, nowMs);
  }

  blockedForMs(record: AddressRecord, nowMs: number): number {
    return Math.max(0, record.blockedUntilMs - nowMs);
  }

  /** A try that failed by its own fault. Beyond ten in ten minutes each doubles the delay. */
  failed(record: AddressRecord, nowMs: number): void {
    if (nowMs - record.failedSinceMs > failedTriesWindowMs) record.failures = 0;
    if (record.failures === 0) record.failedSinceMs = nowMs;
    record.failures += 1;
    const excess = record.failures - failedTriesBeforeDelay;
    if (excess <= 0) return;
    const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(excess - 1, 20));
    record.blockedUntilMs = nowMs + delayMs;
  }

  /** Forgets the addresses about which there is nothing left to remember. */
  sweep(nowMs: number): void {
    for (const [key, record] of this.#records) {
      const isQuiet = record.sockets === 0 && record.blockedUntilMs <= nowMs;
      const hasFailures =
        record.failures > 0 && nowMs - record.failedSinceMs <= failedTriesWindowMs;
      if (!isQuiet || hasFailures) continue;
      const budgets = [record.joins, record.resumes, record.knocks];
      if (budgets.every((budget) => isFull(budget, nowMs))) this.#records.delete(key);
    }
  }

  #forgetOne(): void {
    for (const [key, { sockets }] of this.#records) {
      if (sockets > 0) continue;
      this.#records.delete(key);
      return;
    }
  }
}
