import { refuse } from "../../../protocol/codes.ts";
import { pinSdp } from "../../../protocol/pin-sdp.ts";
import { assertIceRestart } from "../../../protocol/restart-sdp.ts";
import { tuneOpus } from "./opus-lines.ts";
import type { LinkDescription } from "./peer-link.ts";

/**
 * New ICE credentials on a living connection, past simple-peer, which knows no such thing: media go
 * on over the old way until a new one is found, and the DTLS session and the bind stay.
 */
export interface IceRestart {
  /** Of the side that offers. */
  readonly begin: (restart: number) => void;
  /** The other side's description of a restart: an offer to answer, or the answer to one. */
  readonly take: (description: LinkDescription) => void;
}

export interface IceRestartEvents {
  readonly signal: (description: LinkDescription) => void;
  readonly refused: (error: unknown) => void;
}

export function createIceRestart(
  connection: RTCPeerConnection,
  fingerprint: string,
  events: IceRestartEvents,
): IceRestart {
  // One after another: each leaves the connection stable or waiting for an answer.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<void>): void => {
    turn = turn.then(act).catch((error: unknown) => {
      // A connection that was closed meanwhile refuses everything.
      if (connection.signalingState !== "closed") events.refused(error);
    });
  };

  const describe = async (restart: number): Promise<void> => {
    const { type, sdp } = connection.localDescription ?? {};
    if ((type !== "offer" && type !== "answer") || sdp === undefined) return;
    events.signal({ type, sdp, restart });
  };

  const set = async (type: "offer" | "answer", sdp: string): Promise<void> => {
    const inForce = connection.remoteDescription?.sdp ?? "";
    assertIceRestart(inForce, sdp, fingerprint);
    const pinned = tuneOpus(pinSdp(sdp, fingerprint));
    try {
      await connection.setRemoteDescription({ type, sdp: pinned });
    } catch (cause) {
      throw refuse("auth", "sdp", "the browser does not take the restart", cause);
    }
  };

  return {
    begin: (restart) =>
      inTurn(async () => {
        // Also while the answer to the one before is due: that offer may be lost.
        await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
        await describe(restart);
      }),
    take: ({ type, sdp, restart = 0 }) =>
      inTurn(async () => {
        const isAwaited = type === "offer" || connection.signalingState === "have-local-offer";
        if (!isAwaited) return;
        await set(type, sdp);
        if (type === "answer") return;
        await connection.setLocalDescription(await connection.createAnswer());
        await describe(restart);
      }),
  };
}
