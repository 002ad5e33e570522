/** The bytes of attachments, within a bound: the oldest go first, and their attachment is then gone, too. */

/** Of all attachments of a site together. */
const mostBytes = 64 * 1024 * 1024;

export class Blobs {
  private readonly kept = new Map<string, Uint8Array>();
  private bytes = 0;

  /** @param mostKeptBytes of all together */
  constructor(private readonly mostKeptBytes = mostBytes) {}

  /** A copy is kept: what the caller's buffer becomes later does not matter. */
  put(id: string, bytes: Uint8Array): void {
    this.delete(id);
    this.kept.set(id, Uint8Array.from(bytes));
    this.bytes += bytes.length;
    for (const [oldest] of this.kept) {
      if (this.bytes <= this.mostKeptBytes || oldest === id) return;
      this.delete(oldest);
    }
  }

  /** `undefined` once forgotten. */
  get(id: string): Uint8Array | undefined {
    return this.kept.get(id);
  }

  delete(id: string): void {
    this.bytes -= this.kept.get(id)?.length ?? 0;
    this.kept.delete(id);
  }
}
