import { loadIsolate, type Isolate, type IsolateOptions } from './isolate';

/** The warm processes of an app. Invocations go round them; a killed one is replaced, its module variables are gone. */
export class Isolates {
  private readonly warm: Isolate[];
  private nextId = 0;
  private nextTurn = 0;

  constructor(
    private readonly options: Omit<IsolateOptions, 'id'>,
    count: number,
  ) {
    this.warm = Array.from({ length: count }, () => this.load());
  }

  get ids(): number[] {
    return this.warm.map((isolate) => isolate.id);
  }

  /** The isolate asked for, or the next in turn. */
  take(id: number | null): Isolate {
    const isolate =
      id === null
        ? this.warm[this.nextTurn++ % this.warm.length]
        : this.warm.find((candidate) => candidate.id === id);
    if (isolate === undefined) throw new Error(`No isolate ${String(id)} is warm.`);
    return isolate;
  }

  /** Puts a fresh process in the place of this one. @returns its id. */
  kill(id: number): number {
    const index = this.warm.findIndex((isolate) => isolate.id === id);
    if (index < 0) throw new Error(`No isolate ${String(id)} is warm.`);
    const fresh = this.load();
    this.warm[index] = fresh;
    return fresh.id;
  }

  /** Fresh processes of the bundle as it is now, or the warm ones stay. @throws what the bundle threw as it was loaded */
  reload(): void {
    const fresh = this.warm.map(() => this.load());
    this.warm.splice(0, this.warm.length, ...fresh);
  }

  private load(): Isolate {
    this.nextId += 1;
    return loadIsolate({ ...this.options, id: this.nextId });
  }
}
