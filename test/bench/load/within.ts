/** Rejects where `promise` takes longer: nothing here may hang. */
export function within<Result>(
  limitMs: number,
  what: string,
  promise: Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = new Error(`${what} took longer than ${limitMs} ms`);
    const timer = setTimeout(() => reject(late), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Does all of it, `atOnce` at a time, and gives the results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
