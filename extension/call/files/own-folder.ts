const folderPrefix = "received-";

/** A folder of this tab in the extension's private storage, made when it is first asked for. */
export type OwnFolder = () => Promise<FileSystemDirectoryHandle>;

/**
 * A tab that is gone cannot tidy up behind itself, so the next one does: whose lock is free has no
 * tab any more.
 */
export function createOwnFolder(): OwnFolder {
  const name = folderPrefix + crypto.randomUUID();
  void navigator.locks.request(name, () => new Promise(() => undefined));
  void tidyUp(name).catch(() => undefined);
  return async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(name, { create: true });
  };
}

async function tidyUp(own: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) {
    if (!name.startsWith(folderPrefix) || name === own) continue;
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await root.removeEntry(name, { recursive: true });
    });
  }
}
