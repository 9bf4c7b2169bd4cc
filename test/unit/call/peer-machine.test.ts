import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  newPeer,
  nextPeer,
  type PeerEffect,
  type PeerEvent,
  type PeerState,
} from "../../../extension/call/peers/peer-machine.ts";

const connA = "A".repeat(22);
const connB = "B".repeat(21) + "A";
const offer = (conn: string) => ({ type: "offer", conn, sdp: "v=0" }) as const;
const answer = (conn: string) => ({ type: "answer", conn, sdp: "v=0" }) as const;

function run(state: PeerState, ...events: readonly PeerEvent[]) {
  const effects: PeerEffect[] = [];
  for (const event of events) {
    const next = nextPeer(state, event);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects, kinds: effects.map(({ type }) => type) };
}
const started = (): PeerState => run(newPeer("lo"), { type: "start", freshConn: connA }).state;

describe("the link to a peer", () => {
  it("is opened by lo and awaited by hi", () => {
    expect(run(newPeer("lo"), { type: "start", freshConn: connA }).effects).toContainEqual({
      type: "open-link",
      conn: connA,
      isInitiator: true,
    });
    expect(run(newPeer("hi"), { type: "start", freshConn: connA }).effects).toEqual([]);
  });

  it("answers an offer of lo's on the connection that the offer names", () => {
    const { state, effects } = run(newPeer("hi"), {
      type: "signal",
      signal: offer(connB),
      freshConn: connA,
    });
    expect(state.conn).toBe(connB);
    expect(effects).toContainEqual({ type: "open-link", conn: connB, isInitiator: false });
    expect(effects.at(-1)).toEqual({ type: "pass", signal: offer(connB) });
  });

  it("drops an offer that hi makes", () => {
    const { effects } = run(started(), { type: "signal", signal: offer(connB), freshConn: connB });
    expect(effects).toEqual([]);
  });

  it("is not bound by packets on a new connection, only by its own bind", () => {
    const bound = run(started(), { type: "bound", conn: connA }).state;
    const lost = { type: "link-closed", conn: connA } as const;
    const retry = { type: "retry-due", freshConn: connB } as const;
    const { state } = run(bound, lost, retry, { type: "weak", conn: connB, isWeak: false });
    expect(state.link).toBe("lost");
    expect(run(state, { type: "bound", conn: connB }).state.link).toBe("bound");
  });

  it("is the bound one again where packets come back on it", () => {
    const bound = run(started(), { type: "bound", conn: connA }).state;
    const weak = run(bound, { type: "weak", conn: connA, isWeak: true }).state;
    expect(weak.link).toBe("lost");
    expect(run(weak, { type: "weak", conn: connA, isWeak: false }).state.link).toBe("bound");
  });

  it("drops a second description for one connection", () => {
    const signal = { type: "signal", signal: answer(connA), freshConn: connB } as const;
    expect(run(started(), signal).kinds).toEqual(["pass"]);
    expect(run(started(), signal, signal).kinds).toEqual(["pass"]);
    const again = { type: "signal", signal: offer(connA), freshConn: connB } as const;
    expect(run(newPeer("hi"), again, again).kinds.filter((kind) => kind === "pass")).toHaveLength(
      1,
    );
  });

  it("drops what names an unknown connection", () => {
    const candidate = { candidate: "", sdpMid: null, sdpMLineIndex: null };
    for (const signal of [
      answer(connB),
      { type: "candidate", conn: connB, candidate } as const,
      { type: "renegotiate", conn: connB } as const,
    ]) {
      expect(run(started(), { type: "signal", signal, freshConn: connB }).effects).toEqual([]);
    }
  });

  it("is rebuilt with a new connection after it was lost", () => {
    const { state, kinds } = run(
      started(),
      { type: "bound", conn: connA },
      { type: "link-closed", conn: connA },
    );
    expect(state.link).toBe("lost");
    expect(kinds).toContain("retry");
    const rebuilt = run(state, { type: "retry-due", freshConn: connB });
    expect(rebuilt.state.conn).toBe(connB);
    expect(rebuilt.kinds).toEqual(["cancel-retry", "close-link", "open-link"]);
  });

  it("is asked for by hi, by the name of the one that failed", () => {
    const hi = run(newPeer("hi"), { type: "signal", signal: offer(connA), freshConn: connB }).state;
    const { effects } = run(
      hi,
      { type: "bound", conn: connA },
      { type: "link-closed", conn: connA },
      { type: "retry-due", freshConn: connB },
    );
    expect(effects).toContainEqual({
      type: "send",
      signal: { type: "renegotiate", conn: connA },
    });
  });

  it("outlives the server's word that the peer left", () => {
    const { state } = run(started(), { type: "bound", conn: connA }, { type: "absent" });
    expect(state.link).toBe("bound");
    expect(run(state, { type: "link-closed", conn: connA }).kinds).toContain("forget");
  });

  it("ends with the peer's own bye", () => {
    expect(run(started(), { type: "bound", conn: connA }, { type: "bye" }).kinds).toContain(
      "forget",
    );
  });

  it("ignores the end of a connection that was replaced", () => {
    const { state } = run(started(), { type: "retry-due", freshConn: connB });
    expect(run(state, { type: "link-closed", conn: connA }).effects).toEqual([]);
    expect(run(state, { type: "bound", conn: connA }).state.link).toBe("connecting");
  });
});

describe("a link on which nothing comes through any more", () => {
  const weak = { type: "weak", conn: connA, isWeak: true } as const;
  const retry = { type: "retry-due", freshConn: connB } as const;
  const bound = (): PeerState => run(started(), { type: "bound", conn: connA }).state;
  const boundHi = (): PeerState =>
    run(
      newPeer("hi"),
      { type: "signal", signal: offer(connA), freshConn: connB },
      { type: "bound", conn: connA },
    ).state;
  const restartOffer = (restart: number, conn = connA) =>
    ({ type: "signal", signal: { ...offer(conn), restart }, freshConn: connB }) as const;
  const restartAnswer = (restart: number, conn = connA) =>
    ({ type: "signal", signal: { ...answer(conn), restart }, freshConn: connB }) as const;

  it("is restarted at once by lo, on the same connection", () => {
    const { state, effects } = run(bound(), weak);
    expect(effects).toContainEqual({ type: "restart-ice", restart: 1 });
    expect(effects.map(({ type }) => type)).not.toContain("close-link");
    expect(state).toMatchObject({ link: "lost", conn: connA, isWeak: true });
  });

  it("is asked for by hi, who never offers", () => {
    const { effects } = run(boundHi(), weak);
    expect(effects).toContainEqual({ type: "send", signal: { type: "restart", conn: connA } });
    expect(effects.map(({ type }) => type)).not.toContain("restart-ice");
    const asked = { type: "signal", signal: { type: "restart", conn: connA } } as const;
    const { kinds } = run(bound(), { ...asked, freshConn: connB });
    expect(kinds).toEqual(["restart-ice"]);
  });

  it("is the bound one again without another bind", () => {
    const { state, kinds } = run(bound(), weak, { ...weak, isWeak: false });
    expect(state).toMatchObject({ link: "bound", conn: connA, attempt: 0 });
    expect(kinds).not.toContain("attach");
  });

  it("is built anew after some restarts in vain", () => {
    const { state, kinds } = run(bound(), weak, retry, retry, retry, retry);
    expect(kinds.filter((kind) => kind === "restart-ice")).toHaveLength(4);
    expect(kinds.at(-1)).toBe("open-link");
    expect(state.conn).toBe(connB);
  });

  it("is built anew at once where its connection fails", () => {
    const { state, effects } = run(bound(), weak, { type: "link-closed", conn: connA });
    expect(state.link).toBe("lost");
    expect(effects.at(-1)).toEqual({ type: "retry", of: "link", attempt: 0 });
  });

  it("takes the answer to the newest restart, once", () => {
    const twice = run(bound(), weak, retry).state;
    expect(run(twice, restartAnswer(1)).effects).toEqual([]);
    expect(run(twice, restartAnswer(2)).kinds).toEqual(["pass"]);
    expect(run(twice, restartAnswer(2), restartAnswer(2)).kinds).toEqual(["pass"]);
    expect(run(bound(), restartAnswer(1)).effects).toEqual([]);
  });

  it("takes each restart that lo offers once, and none that is older", () => {
    expect(run(boundHi(), restartOffer(1)).kinds).toEqual(["pass"]);
    expect(run(boundHi(), restartOffer(1), restartOffer(1)).kinds).toEqual(["pass"]);
    expect(run(boundHi(), restartOffer(2), restartOffer(1)).kinds).toEqual(["pass"]);
  });

  it("takes no restart of a connection that was never bound, or is another", () => {
    const opened = run(newPeer("hi"), { type: "signal", signal: offer(connA), freshConn: connB });
    expect(run(opened.state, restartOffer(1)).effects).toEqual([]);
    expect(run(boundHi(), restartOffer(1, connB)).effects).toEqual([]);
    expect(run(bound(), restartOffer(1)).effects).toEqual([]);
  });

  it("outlives the server's word that the peer left, until it cannot be restarted", () => {
    const { state } = run(bound(), weak, { type: "absent" });
    expect(state.link).toBe("lost");
    expect(run(state, { ...weak, isWeak: false }).state.link).toBe("bound");
    expect(run(state, retry, retry, retry, retry).kinds).toContain("forget");
    expect(run(state, { type: "link-closed", conn: connA }).kinds).toContain("forget");
  });

  it("is restarted at once when the server tells of the peer again", () => {
    const { kinds } = run(bound(), weak, { type: "present", freshConn: connB });
    expect(kinds.filter((kind) => kind === "restart-ice")).toHaveLength(2);
    expect(kinds).not.toContain("open-link");
  });

  it("is offered again where hi still asks by the name of the connection before", () => {
    const rebuilt = run(bound(), { type: "link-closed", conn: connA }, retry).state;
    const connC = "C".repeat(21) + "A";
    const asks = (conn: string) =>
      ({ type: "signal", signal: { type: "renegotiate", conn }, freshConn: connC }) as const;
    expect(run(rebuilt, asks(connA)).state.conn).toBe(connC);
    const described = { type: "signal", signal: answer(connB), freshConn: connC } as const;
    expect(run(rebuilt, described, asks(connA)).state.conn).toBe(connB);
  });
});

describe("the link to a peer, whatever happens in whatever order", () => {
  const conn = fc.constantFrom(connA, connB);
  const event: fc.Arbitrary<PeerEvent> = fc.oneof(
    fc.record({
      type: fc.constantFrom("start" as const, "retry-due" as const, "present" as const),
      freshConn: conn,
    }),
    fc.record({
      type: fc.constant("signal" as const),
      freshConn: conn,
      signal: fc.oneof(
        conn.map(offer),
        conn.map(answer),
        conn.map((named) => ({ type: "renegotiate", conn: named }) as const),
        conn.map((named) => ({ type: "restart", conn: named }) as const),
        fc.tuple(conn, fc.integer({ min: 1, max: 4 })).map(([named, restart]) => ({
          ...offer(named),
          restart,
        })),
        fc.tuple(conn, fc.integer({ min: 1, max: 4 })).map(([named, restart]) => ({
          ...answer(named),
          restart,
        })),
        fc.constant({ type: "bye" } as const),
      ),
    }),
    fc.record({
      type: fc.constantFrom("bound" as const, "link-closed" as const, "timed-out" as const),
      conn,
    }),
    fc.record({ type: fc.constant("weak" as const), conn, isWeak: fc.boolean() }),
    fc.constant({ type: "restart-wanted" } as const),
    fc.constant({ type: "refused", check: "mac" } as const),
    fc.constantFrom({ type: "absent" } as const, { type: "remove" } as const),
  );

  it("never attaches media but in answer to the bind of the connection in use", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("lo" as const, "hi" as const),
        fc.array(event),
        (side, events) => {
          let state = newPeer(side);
          for (const next of events) {
            const before = state;
            const { state: after, effects } = nextPeer(state, next);
            if (effects.some(({ type }) => type === "attach")) {
              expect(next.type).toBe("bound");
              expect("conn" in next && next.conn).toBe(before.conn);
            }
            state = after;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("never opens a link again once it was refused or has gone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("lo" as const, "hi" as const),
        fc.array(event),
        (side, events) => {
          let state = newPeer(side);
          for (const next of events) {
            const isFinal = state.link === "gone" || state.link === "refused";
            const { state: after, effects } = nextPeer(state, next);
            if (isFinal) {
              expect(effects.map(({ type }) => type)).not.toContain("open-link");
              expect(["gone", "refused"]).toContain(after.link);
            }
            state = after;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is bound only on a connection whose own bind was seen", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("lo" as const, "hi" as const),
        fc.array(event, { maxLength: 40 }),
        (side, events) => {
          let state = newPeer(side);
          let boundConn: string | null = null;
          for (const next of events) {
            const step = nextPeer(state, next);
            for (const effect of step.effects) {
              if (effect.type === "open-link" || effect.type === "close-link") boundConn = null;
              if (effect.type === "attach") boundConn = step.state.conn;
            }
            state = step.state;
            // What is weak may become bound again without a bind: it must have had one.
            if (state.link === "bound" || state.isWeak) expect(boundConn).toBe(state.conn);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("passes a later description of a connection only as a restart of a bound one", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("lo" as const, "hi" as const),
        fc.array(event, { maxLength: 40 }),
        (side, events) => {
          let state = newPeer(side);
          let described = false;
          let newest = 0;
          for (const next of events) {
            const before = state;
            const step = nextPeer(state, next);
            for (const effect of step.effects) {
              if (effect.type === "open-link") [described, newest] = [false, 0];
              if (effect.type !== "pass" || !("sdp" in effect.signal)) continue;
              const { restart } = effect.signal;
              if (restart === undefined) {
                expect(described).toBe(false);
                described = true;
                continue;
              }
              expect(before.link === "bound" || before.isWeak).toBe(true);
              expect(restart).toBeGreaterThan(newest);
              newest = restart;
            }
            state = step.state;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("has one link at a time: each is closed before the next is opened", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("lo" as const, "hi" as const),
        fc.array(event),
        (side, events) => {
          let state = newPeer(side);
          let open = 0;
          for (const next of events) {
            const step = nextPeer(state, next);
            state = step.state;
            for (const effect of step.effects) {
              if (effect.type === "close-link") open = 0;
              if (effect.type === "open-link") open += 1;
              expect(open).toBeLessThanOrEqual(1);
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
