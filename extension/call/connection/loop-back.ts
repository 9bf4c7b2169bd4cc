import type { Clock } from "../clock.ts";
import type { OpenConnection } from "./connection-check.ts";

const connectMs = 10_000;

/**
 * Connects this tab to itself and gives the milliseconds that a word takes there and back; null
 * where it did not connect. Nobody else is part of it.
 */
export async function loopBack(
  open: OpenConnection,
  configuration: RTCConfiguration,
  clock: Clock,
): Promise<number | null> {
  const ends: RTCPeerConnection[] = [];
  try {
    const one = open(configuration);
    ends.push(one);
    const other = open(configuration);
    ends.push(other);
    const channel = one.createDataChannel("check");
    const measured = new Promise<number | null>((resolve) => {
      clock.after(connectMs, () => resolve(null));
      for (const end of ends) {
        end.addEventListener("connectionstatechange", () => {
          if (end.connectionState === "failed") resolve(null);
        });
      }
      let sentMs = 0;
      channel.addEventListener("open", () => {
        sentMs = performance.now();
        channel.send("there");
      });
      channel.addEventListener("message", () => resolve(performance.now() - sentMs));
    });
    other.addEventListener("datachannel", ({ channel: far }) => {
      far.addEventListener("message", () => far.send("back"));
    });
    tellCandidates(one, other);
    tellCandidates(other, one);
    await one.setLocalDescription(await one.createOffer());
    await other.setRemoteDescription(one.localDescription!);
    await other.setLocalDescription(await other.createAnswer());
    await one.setRemoteDescription(other.localDescription!);
    return await measured;
  } catch {
    return null;
  } finally {
    for (const end of ends) end.close();
  }
}

function tellCandidates(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const early: RTCIceCandidate[] = [];
  const add = (candidate: RTCIceCandidate): void => {
    to.addIceCandidate(candidate).catch(() => undefined);
  };
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate === null) return;
    if (to.remoteDescription === null) early.push(candidate);
    else add(candidate);
  });
  to.addEventListener("signalingstatechange", () => {
    if (to.remoteDescription !== null) early.splice(0).forEach(add);
  });
}
