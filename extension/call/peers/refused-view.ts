import type { Check } from "../../../protocol/codes.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { PeerView } from "../call-view.ts";

/** Somebody whose statement did not verify: shown by the key it names, with what failed. */
export function refusedView(peerId: string, key: KeyId, check: Check): PeerView {
  return {
    peerId,
    keyId: key,
    knownName: null,
    claimedName: "",
    role: "member",
    link: "refused",
    failedCheck: check,
    isHeld: false,
    publicKey: null,
    channel: null,
    confirmedAtMs: null,
    confirming: "idle",
    mayAskAgainInS: null,
    stream: null,
    screen: null,
    sends: { microphone: false, camera: false },
    audioLevel: 0,
  };
}
