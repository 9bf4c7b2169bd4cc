/** Tables of a FlatBuffer file (flatbuffers.dev, "Internals"): just what the model's file needs. */
export class FlatTable {
  readonly #data: DataView;
  readonly #at: number;

  constructor(data: DataView, at: number) {
    this.#data = data;
    this.#at = at;
  }

  static root(data: DataView): FlatTable {
    return new FlatTable(data, data.getUint32(0, true));
  }

  /** Where the field stands; 0 where it has its default and is not written. */
  #field(index: number): number {
    const layout = this.#at - this.#data.getInt32(this.#at, true);
    const entry = 4 + 2 * index;
    if (entry >= this.#data.getUint16(layout, true)) return 0;
    const offset = this.#data.getUint16(layout + entry, true);
    return offset === 0 ? 0 : this.#at + offset;
  }

  byte(index: number): number {
    const at = this.#field(index);
    return at === 0 ? 0 : this.#data.getUint8(at);
  }

  int(index: number): number {
    const at = this.#field(index);
    return at === 0 ? 0 : this.#data.getInt32(at, true);
  }

  /** Null where there is none. */
  table(index: number): FlatTable | null {
    const at = this.#field(index);
    return at === 0 ? null : new FlatTable(this.#data, at + this.#data.getUint32(at, true));
  }

  tables(index: number): FlatTable[] {
    const { at, count } = this.#vector(index);
    return Array.from({ length: count }, (_, each) => {
      const entry = at + 4 * each;
      return new FlatTable(this.#data, entry + this.#data.getUint32(entry, true));
    });
  }

  ints(index: number): number[] {
    const { at, count } = this.#vector(index);
    return Array.from({ length: count }, (_, each) => this.#data.getInt32(at + 4 * each, true));
  }

  bytes(index: number): DataView {
    const { at, count } = this.#vector(index);
    return new DataView(this.#data.buffer, this.#data.byteOffset + at, count);
  }

  text(index: number): string {
    const bytes = this.bytes(index);
    return String.fromCodePoint(
      ...new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    );
  }

  #vector(index: number): { readonly at: number; readonly count: number } {
    const field = this.#field(index);
    if (field === 0) return { at: 0, count: 0 };
    const at = field + this.#data.getUint32(field, true);
    return { at: at + 4, count: this.#data.getUint32(at, true) };
  }
}
