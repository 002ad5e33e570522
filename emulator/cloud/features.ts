/** Which feature of an app the calls of a test are for. */

/** A client may say it by this header, with every request. */
export const featureHeader = 'x-points-gauge-feature';

export class Features {
  private current: string | null = null;

  /** The feature to which calls belong that say nothing of their own. */
  get open(): string | null {
    return this.current;
  }

  /**
   * Books to the feature what is called while `work` runs, from anywhere: two at once could not be told apart.
   * @throws when another scope is open, saying what to do instead.
   */
  async during<T>(feature: string, work: () => T | Promise<T>): Promise<T> {
    if (this.current !== null) {
      throw new Error(
        `feature "${feature}": the feature "${this.current}" is still running, and calls of both could not be told apart. Let one follow the other, or give each a token of its own (emulatorToken({ …, feature })) or the header ${featureHeader}.`,
      );
    }
    this.current = feature;
    try {
      return await work();
    } finally {
      this.current = null;
    }
  }
}
