import type { Bytes } from "../../../protocol/bytes.ts";
import { type FileSink, type FileStore, NoRoomError } from "./file-ports.ts";
import type { OwnFolder } from "./own-folder.ts";
import { saveToDownloads } from "./save-to-downloads.ts";

/**
 * From here on a person chooses the place, where the browser can ask (Chromium), and the file goes
 * straight there. Smaller ones come without a question, through the browser's own storage.
 */
const askForPlaceFromBytes = 268_435_456;

type SaveFilePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Files that come, streamed to this machine's disk. Needs no permission of the extension. */
export function createBrowserStore(folder: OwnFolder): FileStore {
  let count = 0;
  return {
    open: (name, size) => {
      const picker = (window as { showSaveFilePicker?: SaveFilePicker }).showSaveFilePicker;
      // Before anything else is waited for: the click counts for a moment only.
      if (size >= askForPlaceFromBytes && picker !== undefined) {
        return openChosen(() => picker.call(window, { suggestedName: name }));
      }
      count += 1;
      return openStored(folder, String(count), name, size);
    },
  };
}

async function openChosen(choose: () => Promise<FileSystemFileHandle>): Promise<FileSink | null> {
  let chosen: FileSystemFileHandle;
  try {
    chosen = await choose();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
  const stream = await chosen.createWritable();
  return {
    write: (block) => writeTo(stream, block),
    // Only now does anything stand under the chosen name.
    keep: () => stream.close(),
    saveAgain: null,
    drop: () => stream.abort(),
  };
}

async function openStored(
  folder: () => Promise<FileSystemDirectoryHandle>,
  entry: string,
  name: string,
  size: number,
): Promise<FileSink> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  if (size > quota - usage) throw new NoRoomError();
  const parent = await folder();
  const handle = await parent.getFileHandle(entry, { create: true });
  const stream = await handle.createWritable();
  const save = async (): Promise<void> => {
    const stored = await handle.getFile();
    if (stored.size !== size) throw new Error("the disk has not all of it");
    saveToDownloads(stored, name);
  };
  return {
    write: (block) => writeTo(stream, block),
    keep: async () => {
      await stream.close();
      await save();
    },
    saveAgain: () => void save().catch(() => undefined),
    drop: async () => {
      await stream.abort();
      await parent.removeEntry(entry);
    },
  };
}

async function writeTo(stream: FileSystemWritableFileStream, block: Bytes): Promise<void> {
  try {
    await stream.write(block);
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    throw isFull ? new NoRoomError() : error;
  }
}
