import type { Logger } from "pino";
import { closeCodes, type ErrorCode } from "../protocol/codes.ts";
import { turnLifeMs } from "../protocol/limits.ts";
import { type ServerMessage, writeMessage } from "../protocol/messages.ts";
import { type Clock, momentOf } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { Engine } from "./engine/engine.ts";
import { roomTag } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { leaveRoom } from "./rooms/leave.ts";
import type { Changed, Room, RoomEffect } from "./rooms/room.ts";
import { iceServersFor, type TurnOptions } from "./turn.ts";

export interface SwitchboardDeps {
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly engine: Engine;
  readonly turn: TurnOptions | null;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** What a client waits at least before it tries again; it adds jitter of its own. */
const resumeAfterMs = 500;
/** Before the end, so that a link that is restarted then still has time. */
const renewBeforeMs = 600_000;

const dismissals: Partial<Record<ErrorCode, string>> = {
  denied: "this key may no longer be in this room",
  locked: "the room has been locked",
  expired: "the room's list has expired",
  full: "the room is full",
};

/** Which socket is whose, and what a change of a room does to them. */
export class Switchboard {
  readonly #deps: SwitchboardDeps;
  readonly #connections = new Map<string, Connection>();
  /** Sockets that failed while others were being told; their leaving is told after that. */
  readonly #departing: Connection[] = [];
  #depth = 0;

  constructor(deps: SwitchboardDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#connections.size;
  }

  /** The socket of a member of the same room, or undefined. */
  peer(from: Connection, peerId: string): Connection | undefined {
    const to = this.#connections.get(peerId);
    return to?.state === "joined" && to.roomId === from.roomId ? to : undefined;
  }

  /** Gives `connection` the place of its peer id; an older socket of the session goes. */
  seat(connection: Connection, peerId: string, state: "joined" | "waiting"): void {
    const older = this.#connections.get(peerId);
    connection.peerId = peerId;
    connection.state = state;
    this.#connections.set(peerId, connection);
    if (older === undefined || older === connection) return;
    this.#deps.metrics.closed("replaced");
    older.dismiss("stale", "this session has gone on in another socket", {
      closeCode: closeCodes.replaced,
    });
  }

  /** Keeps the room as it now is, and tells the sockets. False where there is no place for it. */
  commit(room: Room, { room: next, effects }: Changed): boolean {
    const { engine } = this.#deps;
    if (next === null) engine.remove(room.id);
    else if (!engine.put(next)) return false;
    this.#depth += 1;
    for (const effect of effects) this.#run(effect, next ?? room);
    this.#depth -= 1;
    if (this.#depth === 0) this.#tellOfDeparted();
    return true;
  }

  /** A socket is gone, by itself or closed by us for its own fault. */
  leave(connection: Connection, how: "left" | "away"): void {
    const { peerId, roomId } = connection;
    // After a resume the place is another socket's.
    if (peerId === "" || this.#connections.get(peerId) !== connection) return;
    this.#connections.delete(peerId);
    const room = this.#deps.engine.get(roomId);
    if (room === undefined) return;
    const step = leaveRoom(room, peerId, how, momentOf(this.#deps.clock));
    if (step.outcome === "changed") this.commit(room, step);
  }

  /** Its queue is full: it has to go at once, before it costs more. */
  cutOff(connection: Connection): void {
    if (connection.state === "closed") return;
    connection.close(closeCodes.tooSlow);
    this.#deps.metrics.closed("too-slow");
    this.#departing.push(connection);
    if (this.#depth === 0) this.#tellOfDeparted();
  }

  /** Fresh TURN credentials. */
  renewIce(connection: Connection): void {
    connection.send({ type: "ice-servers", iceServers: this.#iceServers(connection) });
  }

  #run(effect: RoomEffect, room: Room): void {
    switch (effect.effect) {
      case "welcome":
        this.#welcome(effect.to, room, effect.peers);
        break;
      case "tell":
        this.#tell(effect.to, effect.message);
        break;
      case "dismiss":
        this.#dismiss(effect.peerId, effect.code, room);
        break;
    }
  }

  #welcome(peerId: string, room: Room, peers: Extract<RoomEffect, { effect: "welcome" }>["peers"]) {
    const connection = this.#connections.get(peerId);
    if (connection === undefined) return;
    connection.state = "joined";
    const iceServers = this.#iceServers(connection);
    const list = room.view.head.signed;
    connection.send({ type: "joined", peerId, list, peers, iceServers, resumeAfterMs });
  }

  #tell(peerIds: readonly string[], message: ServerMessage): void {
    const text = writeMessage(message);
    for (const peerId of peerIds) this.#connections.get(peerId)?.sendText(text);
  }

  #dismiss(peerId: string, code: ErrorCode, room: Room): void {
    const connection = this.#connections.get(peerId);
    if (connection === undefined) return;
    this.#connections.delete(peerId);
    this.#deps.metrics.closed(code);
    this.#deps.log.info({ room: roomTag(room.id), conn: connection.number, code }, "dismissed");
    connection.dismiss(code, dismissals[code] ?? "the room does not let this key in", {
      closeCode: closeCodes.denied,
    });
  }

  #iceServers(connection: Connection): ReturnType<typeof iceServersFor> {
    const { turn, clock, random } = this.#deps;
    if (turn === null) return [];
    connection.renewIceAtMs = clock.monotonic() + turnLifeMs - renewBeforeMs;
    return iceServersFor(turn, clock.now(), random);
  }

  #tellOfDeparted(): void {
    for (let next = this.#departing.pop(); next !== undefined; next = this.#departing.pop()) {
      this.leave(next, "away");
    }
  }
}
