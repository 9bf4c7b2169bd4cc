// Generous: the machine may be busy with browsers at the same time.
const patienceMs = 12_000;

/** Things that arrive, in their order, for whoever asks for the next one. */
export class Inbox<Item> {
  readonly #what: string;
  readonly #items: Item[] = [];
  readonly #asking: { take: (item: Item) => void; fail: (why: Error) => void }[] = [];
  #ended: string | null = null;

  constructor(what: string) {
    this.#what = what;
  }

  put(item: Item): void {
    const first = this.#asking.shift();
    if (first === undefined) this.#items.push(item);
    else first.take(item);
  }

  end(why: string): void {
    this.#ended = why;
    for (const { fail } of this.#asking.splice(0)) fail(new Error(`no ${this.#what}: ${why}`));
  }

  unread(): readonly Item[] {
    return this.#items;
  }

  next(): Promise<Item> {
    const item = this.#items.shift();
    if (item !== undefined) return Promise.resolve(item);
    if (this.#ended !== null) {
      return Promise.reject(new Error(`no ${this.#what}: ${this.#ended}`));
    }
    return new Promise((resolve, reject) => {
      const late = new Error(`no ${this.#what} within ${patienceMs} ms`);
      const timer = setTimeout(() => reject(late), patienceMs);
      this.#asking.push({
        take: (taken) => {
          clearTimeout(timer);
          resolve(taken);
        },
        fail: (why) => {
          clearTimeout(timer);
          reject(why);
        },
      });
    });
  }
}
