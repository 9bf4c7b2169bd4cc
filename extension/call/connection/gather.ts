import type { Clock } from "../clock.ts";
import type { OpenConnection } from "./connection-check.ts";

const gatherMs = 5_000;

/** The candidates that this browser finds for itself; those found in time where it takes long. */
export async function gatherCandidates(
  open: OpenConnection,
  configuration: RTCConfiguration,
  clock: Clock,
): Promise<readonly string[]> {
  const found: string[] = [];
  let connection: RTCPeerConnection | null = null;
  try {
    const gathering = open(configuration);
    connection = gathering;
    const complete = new Promise<void>((resolve) => {
      clock.after(gatherMs, resolve);
      gathering.addEventListener("icecandidate", ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.candidate !== "") found.push(candidate.candidate);
      });
    });
    gathering.createDataChannel("check");
    await gathering.setLocalDescription(await gathering.createOffer());
    await complete;
  } catch {
    // A server's address that the browser does not take: nothing was found by it.
  } finally {
    connection?.close();
  }
  return found;
}
