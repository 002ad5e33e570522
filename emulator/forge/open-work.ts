/** Work of an invocation that was not over when its answer went out. */
export interface Leftover {
  invocationId: string;
  functionKey: string;
  installationId: string;
  /** For example `a call to /api/v1/set` or `a timer of 60000 ms`. */
  what: string;
  /** `pending`: begun before the answer. `begun`: begun after it, by code that still ran. */
  when: 'pending' | 'begun';
}

/** Work that an invocation has begun and that can be frozen with its process. */
export class OpenWork {
  private readonly open = new Map<object, { what: string; freeze: () => void }>();

  /** @param freeze stops it for good @returns a function that says it is over */
  begin(what: string, freeze: () => void): () => void {
    const key = {};
    this.open.set(key, { what, freeze });
    return () => {
      this.open.delete(key);
    };
  }

  /** Stops all that is open. @returns what that was */
  freeze(): string[] {
    const frozen = [...this.open.values()];
    this.open.clear();
    for (const { freeze } of frozen) freeze();
    return frozen.map(({ what }) => what);
  }
}
