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
        fc.constant({ type: "bye" } as const),
      ),
    }),
    fc.record({
      type: fc.constantFrom("bound" as const, "link-closed" as const, "timed-out" as const),
      conn,
    }),
    fc.record({ type: fc.constant("weak" as const), conn, isWeak: fc.boolean() }),
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
