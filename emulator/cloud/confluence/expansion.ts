/** What of an answer of version 1 is wanted. */

/** What of a tree of names is wanted: `body.storage,version` asks `body` for `storage`. */
export class Expansion {
  private readonly wanted: readonly string[];

  constructor(expand: string | readonly string[] | null) {
    const all = typeof expand === 'string' ? expand.split(',') : (expand ?? []);
    this.wanted = all.map((one) => one.trim()).filter((one) => one !== '');
  }

  has(name: string): boolean {
    return this.wanted.some((one) => one === name || one.startsWith(`${name}.`));
  }

  below(name: string): Expansion {
    return new Expansion(
      this.wanted.filter((one) => one.startsWith(`${name}.`)).map((one) => one.slice(name.length + 1)),
    );
  }
}
