import { nameMaxLength } from "../../../protocol/limits.ts";
import { toName } from "../../../protocol/name.ts";
import type { AppErrorCode } from "../../shared/errors.ts";

/** Far above any key file; a disk image chosen by mistake is not read. */
export const keyFileMaxBytes = 65_536;

/** What of a File is needed. */
export interface KeyFile {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The text of a chosen file, whole or not at all. */
export async function readKeyFile(
  file: KeyFile,
): Promise<{ readonly text: string } | { readonly problem: AppErrorCode }> {
  if (file.size === 0) return { problem: "wallet/import-empty" };
  if (file.size > keyFileMaxBytes) return { problem: "wallet/import-too-large" };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // Moved, changed or locked since it was chosen.
    return { problem: "wallet/import-damaged" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { problem: "wallet/import-not-text" };
  }
}

/** A name to begin with: that of the file without its ending. */
export function nameOfFile(fileName: string): string {
  return toName(fileName.replace(/\.[a-z0-9]{1,5}$/i, ""), nameMaxLength);
}
