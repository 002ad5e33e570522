/** A map that forgets its oldest entries, so that an accelerated month of writes cannot fill the memory. */
export class BoundedMap<Key, Value> {
  private readonly entries = new Map<Key, Value>();

  constructor(private readonly capacity: number) {}

  get(key: Key): Value | undefined {
    return this.entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.capacity) return;
    const oldest = this.entries.keys().next();
    if (oldest.done !== true) this.entries.delete(oldest.value);
  }

  delete(key: Key): boolean {
    return this.entries.delete(key);
  }

  all(): IterableIterator<[Key, Value]> {
    return this.entries.entries();
  }

  values(): IterableIterator<Value> {
    return this.entries.values();
  }

  get size(): number {
    return this.entries.size;
  }
}
