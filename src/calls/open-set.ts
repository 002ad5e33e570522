/** Calls kept for a body that somebody may still read. Each holds the headers of its answer, so there must be an end of them. */
export const keptOpenCalls = 1_000;

/** A call as far as its set knows it. */
export interface Open {
  /** Its place among the open calls, which only their set changes. */
  openIn: OpenSet | null;
  openBefore: Open | null;
  openAfter: Open | null;
  readonly isAnswered: boolean;
  /** Tells of it without its body. */
  settle(): void;
}

/**
 * Calls that are not told of yet, in the order in which they came; each is in one such set at most. They are linked with one
 * another: a `Set` makes a table for each invocation and another one whenever it becomes empty, which its one call would feel.
 */
export class OpenSet {
  private first: Open | null = null;
  private last: Open | null = null;
  private size = 0;

  get isEmpty(): boolean {
    return this.first === null;
  }

  /** Adds a call; beyond the bound, the oldest that is answered is told of without its body. */
  keep(call: Open): void {
    this.add(call);
    if (this.size <= keptOpenCalls) return;
    for (let oldest = this.first; oldest !== null; oldest = oldest.openAfter) {
      if (!oldest.isAnswered) continue;
      this.delete(oldest);
      oldest.settle();
      return;
    }
  }

  /** @returns whether it was in this set */
  delete(call: Open): boolean {
    const { openBefore, openAfter } = call;
    if (call.openIn !== this) return false;
    if (openBefore === null) this.first = openAfter;
    else openBefore.openAfter = openAfter;
    if (openAfter === null) this.last = openBefore;
    else openAfter.openBefore = openBefore;
    call.openIn = call.openBefore = call.openAfter = null;
    this.size -= 1;
    return true;
  }

  /** Those that are open now, oldest first: a list of its own, since telling of a call takes it out of the set. */
  list(): Open[] {
    const calls: Open[] = [];
    for (let call = this.first; call !== null; call = call.openAfter) calls.push(call);
    return calls;
  }

  private add(call: Open): void {
    call.openIn?.delete(call);
    call.openIn = this;
    call.openBefore = this.last;
    if (this.last === null) this.first = call;
    else this.last.openAfter = call;
    this.last = call;
    this.size += 1;
  }
}
