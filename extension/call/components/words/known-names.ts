import type { KeyId } from "../../../../protocol/public-key.ts";
import type { CallView } from "../../call-view.ts";

/** The names that I gave: to my own keys, and to those of people in the call. */
export function knownNames(
  view: Pick<CallView, "identities" | "peers">,
): readonly { readonly keyId: KeyId; readonly name: string }[] {
  return [
    ...view.identities.map(({ keyId, name }) => ({ keyId, name })),
    ...view.peers.flatMap(({ keyId, knownName }) =>
      knownName === null ? [] : [{ keyId, name: knownName }],
    ),
  ];
}
