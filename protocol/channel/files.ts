import { fromBase64url } from "../base64.ts";
import { refuse } from "../codes.ts";
import { fileMaxBytes, fileNameMaxLength } from "../limits.ts";
import type { FileChunk } from "./files-chunk.ts";
import { toFileName } from "./files-name.ts";

/** Why a file goes no further. */
export const fileStopReasons = ["refused", "cancelled", "failed", "too-many"] as const;
export type FileStopReason = (typeof fileStopReasons)[number];

/**
 * A file from one to the other. `id` counts up with whoever sends the file, from 1; `mine` in what
 * both may say tells whose file it is.
 */
export type FileMessage =
  | {
      readonly type: "file-offer";
      readonly id: number;
      /** Made safe to show and to save. */
      readonly name: string;
      readonly size: number;
    }
  /** From the receiver: `from` is safe on its side, and it has room until `until`. */
  | {
      readonly type: "file-want";
      readonly id: number;
      readonly from: number;
      readonly until: number;
    }
  | FileChunk
  /** All was sent; its hash is this, 43 characters. */
  | { readonly type: "file-end"; readonly id: number; readonly hash: string }
  /** From the receiver: the hash was, or was not, that of what had come. */
  | { readonly type: "file-done"; readonly id: number; readonly good: boolean }
  | {
      readonly type: "file-pause";
      readonly id: number;
      readonly mine: boolean;
      readonly paused: boolean;
    }
  | {
      readonly type: "file-stop";
      readonly id: number;
      readonly mine: boolean;
      readonly why: FileStopReason;
    };

type Fields = Readonly<Record<string, unknown>>;
type Parse = (fields: Fields) => FileMessage;

const parsers: ReadonlyMap<unknown, Parse> = new Map<unknown, Parse>([
  ["file-offer", parseOffer],
  ["file-want", parseWant],
  ["file-end", parseEnd],
  [
    "file-done",
    (fields) => ({ type: "file-done", id: idOf(fields), good: fields["good"] === true }),
  ],
  [
    "file-pause",
    (fields) => ({
      type: "file-pause",
      id: idOf(fields),
      mine: fields["mine"] === true,
      paused: fields["paused"] === true,
    }),
  ],
  ["file-stop", parseStop],
]);

/** Null where it is no message about a file. */
export function parseFileMessage(fields: Fields): FileMessage | null {
  return parsers.get(fields["type"])?.(fields) ?? null;
}

function parseOffer(fields: Fields): FileMessage {
  const { name } = fields;
  if (typeof name !== "string" || name.length > fileNameMaxLength) throw malformed("name");
  // Cleaned here, once, so that no hostile name goes any further.
  return {
    type: "file-offer",
    id: idOf(fields),
    name: toFileName(name),
    size: positionOf(fields["size"]),
  };
}

function parseWant(fields: Fields): FileMessage {
  const from = positionOf(fields["from"]);
  const until = positionOf(fields["until"]);
  if (until < from) throw malformed("until");
  return { type: "file-want", id: idOf(fields), from, until };
}

function parseEnd(fields: Fields): FileMessage {
  const { hash } = fields;
  if (typeof hash !== "string") throw malformed("hash");
  fromBase64url(hash, 32);
  return { type: "file-end", id: idOf(fields), hash };
}

function parseStop(fields: Fields): FileMessage {
  const why = fileStopReasons.find((reason) => reason === fields["why"]);
  if (why === undefined) throw malformed("why");
  return { type: "file-stop", id: idOf(fields), mine: fields["mine"] === true, why };
}

const idMax = 0xffff_ffff;

function idOf({ id }: Fields): number {
  if (typeof id !== "number" || !Number.isInteger(id) || id < 1 || id > idMax) {
    throw malformed("id");
  }
  return id;
}

function positionOf(value: unknown): number {
  if (
    typeof value !== "number" ||
    !Number.isSafeInteger(value) ||
    value < 0 ||
    value > fileMaxBytes
  ) {
    throw malformed("size");
  }
  return value;
}

function malformed(what: string): Error {
  return refuse("format", "message", `the ${what} of the file is malformed`);
}
