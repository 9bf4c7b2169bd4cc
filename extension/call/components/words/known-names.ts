import type { KeyId } from "../../../../protocol/public-key.ts";
import type { CallView } from "../../call-view.ts";

/**
 * The names that I gave: to my own keys, to those of people in the call, and to keys of people who
 * are not here where somebody who is calls themselves so.
 */
export function knownNames(
  view: Pick<CallView, "identities" | "peers" | "proof">,
): readonly { readonly keyId: KeyId; readonly name: string }[] {
  return [
    ...view.identities.map(({ keyId, name }) => ({ keyId, name })),
    ...view.peers.flatMap(({ keyId, knownName }) =>
      knownName === null ? [] : [{ keyId, name: knownName }],
    ),
    ...view.proof.bearers,
  ];
}
