import { isKeyId, type KeyId } from "../../../protocol/public-key.ts";

/**
 * That this tab was in a call, for the page that is loaded after a reload or a crash. No secret: the
 * session keys are gone with the page, and coming back takes a new approval.
 */
export interface LastCall {
  readonly identity: KeyId;
  readonly microphone: boolean;
  readonly camera: boolean;
}

/** Where it is kept: a port. Reading and writing never throws. */
export interface LastCallStore {
  readonly read: () => LastCall | null;
  /** Null: the person left, and is not asked to come back. */
  readonly write: (call: LastCall | null) => void;
}

/** In the tab's own storage, which outlives a reload and a crash and ends with the tab. */
export function lastCallIn(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  server: string,
  roomId: string,
): LastCallStore {
  const place = `last-call ${server} ${roomId}`;
  let written: string | null = null;
  return {
    read: () => {
      try {
        return parseLastCall(JSON.parse(storage.getItem(place) ?? "null"));
      } catch {
        return null;
      }
    },
    write: (call) => {
      const text = call === null ? null : JSON.stringify(call);
      if (text === written) return;
      written = text;
      try {
        if (text === null) storage.removeItem(place);
        else storage.setItem(place, text);
      } catch {
        // Full, or switched off: then there is no way back in one click.
      }
    },
  };
}

function parseLastCall(value: unknown): LastCall | null {
  if (typeof value !== "object" || value === null) return null;
  const { identity, microphone, camera } = value as Readonly<Record<string, unknown>>;
  if (typeof identity !== "string" || !isKeyId(identity)) return null;
  return { identity, microphone: microphone === true, camera: camera === true };
}
